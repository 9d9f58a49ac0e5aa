double FBeta(int tp, int fp, int fn, double beta) =>
    tp == 0 ? 0 : (1 + beta) * tp / ((1 + beta) * tp + beta * fn + fp);
