Node Tanh(Node x) => new(Math.Tanh(x.Value), [x], [1 - x.Value * x.Value]);
