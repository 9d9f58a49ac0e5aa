Tensor MaskOf(Tensor lengths, long n)
{
    var columns = (arange(n) < lengths.unsqueeze(1)).unsqueeze(1);
    return columns & Causal(n);
}
