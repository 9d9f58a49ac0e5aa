void Accumulate(Sequential net, ImageSplit all, int part)
{
    net.zero_grad();
    var parts = torch.arange(all.Count).split(part);
    foreach (var i in parts)
        (CrossEntropy(net, new(all.Images[i], all.Labels[i])) / parts.Length).backward();
}
