Tensor Crop(double left, double top, double size, double side)
{
    float a = (float)(size / side);
    return tensor(new[] { a, 0, (float)left, 0, a, (float)top }).view(1, 2, 3);
}
