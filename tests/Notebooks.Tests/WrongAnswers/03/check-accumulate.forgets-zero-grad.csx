void Accumulate(Sequential net, ImageSplit all, int part)
{
    foreach (var i in torch.arange(all.Count).split(part))
        (
            (double)i.shape[0] / all.Count * CrossEntropy(net, new(all.Images[i], all.Labels[i]))
        ).backward();
}
