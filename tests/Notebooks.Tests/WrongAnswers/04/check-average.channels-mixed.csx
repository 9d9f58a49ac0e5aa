Tensor AverageKernel(long channels) => full([channels, channels, 2, 2], 1 / (4f * channels));
