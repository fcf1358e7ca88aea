"""The graphs that micrograd's README and tests are known by, computed by PyTorch."""
import torch

from figures import plain


def keep(*nodes):
    for node in nodes:
        node.retain_grad()


def readme(figures):
    """Two numbers through sums, products, powers, ReLUs and a quotient."""
    a, b = (torch.tensor(x, requires_grad=True) for x in (-4.0, 2.0))
    c0 = a + b
    d0 = a * b + b ** 3
    c1 = c0 + (c0 + 1)
    c2 = c1 + (1 + c1 + (-a))
    d1 = d0 + (d0 * 2 + torch.relu(b + a))
    d2 = d1 + (3 * d1 + torch.relu(b - a))
    e = c2 - d2
    f = e ** 2
    g = f / 2 + 10 / f
    keep(c2, d2, e, f)
    g.backward()
    figures.programs.append({
        "id": "micrograd.readme", "source": "torch",
        "program": [
            "a = -4; b = 2", "c0 = a + b", "d0 = a * b + b^3", "c1 = c0 + (c0 + 1)",
            "c2 = c1 + (1 + c1 + (-a))", "d1 = d0 + (d0 * 2 + relu(b + a))",
            "d2 = d1 + (3 * d1 + relu(b - a))", "e = c2 - d2", "f = e^2", "g = f / 2 + 10 / f",
            "backward g",
        ],
        "values": {"g": plain(g), "e": plain(e), "c2": plain(c2), "d2": plain(d2)},
        "gradients": {k: plain(v.grad) for k, v in zip("abef", (a, b, e, f))},
    })


def check(figures):
    """One number, used five times."""
    x = torch.tensor(-4.0, requires_grad=True)
    z = 2 * x + 2 + x
    q = torch.relu(z) + z * x
    h = torch.relu(z * z)
    y = h + q + q * x
    keep(z, q, h)
    y.backward()
    figures.programs.append({
        "id": "micrograd.check", "source": "torch",
        "program": [
            "x = -4", "z = 2 * x + 2 + x", "q = relu(z) + z * x", "h = relu(z * z)",
            "y = h + q + q * x", "backward y",
        ],
        "values": {"y": plain(y), "z": plain(z), "q": plain(q), "h": plain(h)},
        "gradients": {k: plain(v.grad) for k, v in zip("xzqh", (x, z, q, h))},
    })


def add(figures):
    readme(figures)
    check(figures)
