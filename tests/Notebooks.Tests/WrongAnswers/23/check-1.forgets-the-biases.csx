long OfConvolution(long from, long to, long kernel) => to * from * kernel * kernel;

long OfLinear(long inputs, long outputs) => inputs * outputs;
