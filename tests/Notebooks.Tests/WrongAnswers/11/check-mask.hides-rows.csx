Tensor MaskOf(Tensor lengths, long n)
{
    var rows = (arange(n) < lengths.unsqueeze(1)).unsqueeze(2);
    return (rows & Causal(n)) | eye(n, dtype: torch.@bool);
}
