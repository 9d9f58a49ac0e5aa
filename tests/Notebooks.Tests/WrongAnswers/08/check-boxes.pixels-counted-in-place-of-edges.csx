Tensor Mirrored(Tensor boxes, double width)
{
    var (left, right) = (boxes[.., 0], boxes[.., 2]);
    return stack([width - 1 - right, boxes[.., 1], width - 1 - left, boxes[.., 3]], 1);
}
