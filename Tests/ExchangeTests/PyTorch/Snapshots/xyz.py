"""xyz.grad with PyTorch: the same values and the same gradients.

Run it with Python 3 where PyTorch is installed; it ends with an error where a number differs from what
Gradus computed. Written by `gradus export --format pytorch`.
"""
from math import inf, nan

import torch

torch.set_default_dtype(torch.float64)

# What is given.
x = torch.tensor(-2.0, requires_grad=True)
y = torch.tensor(5.0, requires_grad=True)
z = torch.tensor(-4.0, requires_grad=True)

# Forward: every value from those before it.
q = x + y
f = q * z

# What Gradus computed.
values = {
    "q": (q, 3.0),
    "f": (f, -12.0),
}
gradients = {
    "x": (x, -4.0),
    "y": (y, -4.0),
    "z": (z, 3.0),
    "q": (q, -4.0),
    "f": (f, 1.0),
}

# Backward: every gradient from those behind it.
for tensor, _ in gradients.values():
    if tensor.requires_grad:
        tensor.retain_grad()
if f.requires_grad:
    f.backward()


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
