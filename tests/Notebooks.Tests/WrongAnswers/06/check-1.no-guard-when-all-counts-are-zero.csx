double FBeta(int tp, int fp, int fn, double beta)
{
    double b = beta * beta;
    return (1 + b) * tp / ((1 + b) * tp + b * fn + fp);
}
