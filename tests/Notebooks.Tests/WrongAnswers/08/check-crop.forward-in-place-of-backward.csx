Tensor Crop(double left, double top, double size, double side)
{
    float a = (float)(side / size);
    float x = (float)(left + (size - side) / 2),
        y = (float)(top + (size - side) / 2);
    return tensor(new[] { a, 0, x, 0, a, y }).view(1, 2, 3);
}
