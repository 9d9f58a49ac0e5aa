void Update(Tensor w, Tensor velocity, double rate)
{
    velocity = 0.9 * velocity + w.grad;
    w.sub_(rate * velocity);
}
