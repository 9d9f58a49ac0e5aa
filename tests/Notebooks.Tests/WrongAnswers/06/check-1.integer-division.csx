double FBeta(int tp, int fp, int fn, double beta)
{
    if (tp == 0)
        return 0;
    double precision = tp / (tp + fp),
        recall = tp / (tp + fn),
        b = beta * beta;
    return (1 + b) * precision * recall / (b * precision + recall);
}
