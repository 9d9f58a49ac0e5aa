double LeaveOneOut(Tensor a, Tensor y)
{
    var h = a.mm(linalg.pinv(a));
    return ((y - h.mv(y)).square() / (1 - h.diagonal())).mean().ToDouble();
}
