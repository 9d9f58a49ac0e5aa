Tensor Backwards(Tensor x, Tensor length)
{
    var place = arange(x.shape[1]);
    var from = length.unsqueeze(1) - place;
    return x.gather(1, where((from >= 0) & (from < x.shape[1]), from, place.expand_as(from)));
}
