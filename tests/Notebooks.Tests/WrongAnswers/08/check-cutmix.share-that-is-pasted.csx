(Tensor Images, double Lambda) CutMix(
    Tensor images,
    Tensor order,
    int left,
    int top,
    int right,
    int bottom
)
{
    var (h, w) = ((int)images.shape[2], (int)images.shape[3]);
    (left, top) = (Math.Max(left, 0), Math.Max(top, 0));
    (right, bottom) = (Math.Min(right, w), Math.Min(bottom, h));
    var result = images.clone();
    result[.., .., top..bottom, left..right] = images[order][.., .., top..bottom, left..right];
    return (result, (right - left) * (bottom - top) / (double)(h * w));
}
