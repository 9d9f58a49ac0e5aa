int Kept(double[] losses, int patience) => Array.IndexOf(losses, losses.Min());
