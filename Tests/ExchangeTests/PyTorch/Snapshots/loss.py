"""test.grad with PyTorch: the same values and the same gradients.

Run it with Python 3 where PyTorch is installed; it ends with an error where a number differs from what
Gradus computed. Written by `gradus export --format pytorch`.
"""
from math import inf, nan

import torch
from torch.nn import functional as F

torch.set_default_dtype(torch.float64)


def softplus(x):
    """ln(1 + exp(x)), in the form that does not overflow."""
    return torch.logaddexp(x, torch.zeros_like(x))


def one_hot(k, count):
    """Class numbers as rows with a single 1; what flows to a label is 0."""
    return F.one_hot(k.detach().long(), count) + 0 * k[..., None]


# What is given.
x = torch.tensor([[1.0, -2.0], [0.5, 3.0]], requires_grad=True)
W = torch.tensor([[1.0, 0.5], [-1.0, 2.0]], requires_grad=True)
y = torch.tensor([0.0, 1.0], requires_grad=True)

# Forward: every value from those before it.
h = F.leaky_relu(x @ W + torch.tensor([0.1, 0.2]), negative_slope=0.2)
t7 = torch.mean(-(one_hot(y, 2) * torch.log_softmax(h, dim=-1)).sum(-1))
L = t7 + 0.5 * torch.sum(softplus(W))

# What Gradus computed.
values = {
    "h": (h, [[3.1, -0.66], [-0.48, 6.45]]),
    "L": (L, 2.3757613513894786),
}
gradients = {
    "x": (x, [
        [-0.010239274558261863, 0.01592776042396286],
        [-0.00014655679758402012, -0.0010747498489494232],
    ]),
    "W": (W, [[0.3542011698494617, 0.313260798617901], [0.1575177677429697, 0.4343821823205402]]),
    "y": (y, [0.0, 0.0]),
    "h": (h, [
        [-0.011376971731402064, 0.011376971731401992],
        [0.0004885226586133426, -0.0004885226586133773],
    ]),
    "L": (L, 1.0),
}

# Backward: every gradient from those behind it.
for tensor, _ in gradients.values():
    if tensor.requires_grad:
        tensor.retain_grad()
if L.requires_grad:
    L.backward()


def compare(kind, name, found, expected):
    torch.testing.assert_close(
        found, torch.as_tensor(expected), rtol=1e-9, atol=1e-12, equal_nan=True,
        msg=lambda text: f"{kind} of {name}: {text}")


for name, (tensor, expected) in values.items():
    compare("value", name, tensor.detach(), expected)
for name, (tensor, expected) in gradients.items():
    # What nothing flows back to has no gradient in PyTorch, and zeros here.
    found = torch.zeros_like(tensor) if tensor.grad is None else tensor.grad
    compare("gradient", name, found.detach(), expected)
print(f"{len(values)} values and {len(gradients)} gradients agree")
