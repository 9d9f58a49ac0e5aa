Node Tanh(Node x) => new(Math.Tanh(x.Value), [], []);
