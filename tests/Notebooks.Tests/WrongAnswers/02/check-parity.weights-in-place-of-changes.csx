double[] hiddenBias = [0, -1, -2];
double[] outputWeight = [1, -1, 1];
