Tensor Mirrored(Tensor boxes, double width)
{
    var (left, right) = (boxes[.., 0], boxes[.., 2]);
    return stack([width - left, boxes[.., 1], width - right, boxes[.., 3]], 1);
}
