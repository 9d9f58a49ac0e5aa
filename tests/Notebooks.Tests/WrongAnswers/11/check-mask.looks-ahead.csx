Tensor MaskOf(Tensor lengths, long n)
{
    var columns = (arange(n) < lengths.unsqueeze(1)).unsqueeze(1);
    return (columns & ones(n, n, dtype: torch.@bool).triu()) | eye(n, dtype: torch.@bool);
}
