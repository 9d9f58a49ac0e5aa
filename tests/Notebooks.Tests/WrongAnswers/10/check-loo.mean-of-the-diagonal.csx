double LeaveOneOut(Tensor a, Tensor y)
{
    var h = a.mm(linalg.pinv(a));
    return ((y - h.mv(y)) / (1 - h.diagonal().mean())).square().mean().ToDouble();
}
