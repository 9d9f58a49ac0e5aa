long OfConvolution(long from, long to, long kernel) => to * (kernel * kernel + 1);

long OfLinear(long inputs, long outputs) => outputs * (inputs + 1);
