Tensor ClippedSum(Tensor gradients, double clip) => gradients.clamp(-clip, clip).sum(dim: 0);
