void Update(Tensor w, Tensor velocity, double rate)
{
    velocity.mul_(0.9).add_(0.1 * w.grad);
    w.sub_(rate * velocity);
}
