"""Functions of one and two numbers, at ordinary places, at kinks and far out.

An id with `.far` stands where a function that is drawn open overflows, one with `.origin` where its root
has no derivative.
"""
import torch
import torch.nn.functional as F

from figures import numbers

ORDINARY = [-2.5, -1.0, -0.3, 0.0, 0.3, 1.0, 2.5]
FAR = [-1000.0, -40.0, 40.0, 1000.0]
POSITIVE = [0.0, 1e-3, 0.5, 1.0, 2.5, 1000.0]

ONE = [
    ("exp", torch.exp, ORDINARY),
    ("log", torch.log, POSITIVE + [-1.0]),
    ("log2", torch.log2, POSITIVE),
    ("log10", torch.log10, POSITIVE),
    ("sqrt", torch.sqrt, POSITIVE + [-1.0]),
    ("square", torch.square, ORDINARY),
    ("abs", torch.abs, ORDINARY),
    ("sin", torch.sin, ORDINARY),
    ("cos", torch.cos, ORDINARY),
    ("tan", torch.tan, ORDINARY),
    ("tanh", torch.tanh, ORDINARY),
    ("erf", torch.erf, ORDINARY),
    ("sigmoid", torch.sigmoid, ORDINARY),
    # PyTorch's own softplus turns into a line above 20.
    ("softplus", lambda x: torch.logaddexp(x, torch.zeros_like(x)), ORDINARY),
    ("relu", F.relu, ORDINARY),
    ("silu", F.silu, ORDINARY),
    ("gelu", F.gelu, ORDINARY),
    ("sign", torch.sign, ORDINARY),
    ("step", lambda x: torch.heaviside(x.detach(), torch.tensor(1.0)), ORDINARY),
    ("gaussian", lambda x: torch.exp(-x * x), ORDINARY),
]

WITH_NUMBERS = [
    ("leaky_relu(x)", F.leaky_relu),
    ("leaky_relu(x, slope=0.2)", lambda x: F.leaky_relu(x, 0.2)),
    ("elu(x)", F.elu),
    ("elu(x, alpha=0.5)", lambda x: F.elu(x, 0.5)),
    ("clip(x, -1, 1)", lambda x: torch.clamp(x, -1, 1)),
    ("clip(x, 0, 0.3)", lambda x: torch.clamp(x, 0, 0.3)),
]

TWO = [
    ("add", "a + b", torch.add, ORDINARY, [1.5, 2.0, -0.3, 0.0, 7.0, -1.0, 4.0]),
    ("subtract", "a - b", torch.sub, ORDINARY, [1.5, 2.0, -0.3, 0.0, 7.0, -1.0, 4.0]),
    ("multiply", "a * b", torch.mul, ORDINARY, [1.5, 2.0, -0.3, 0.0, 7.0, -1.0, 4.0]),
    ("divide", "a / b", torch.div, ORDINARY, [1.5, 2.0, -0.3, 4.0, 7.0, -1.0, 4.0]),
    ("divide.zero", "a / b", torch.div, [1.0, -1.0, 0.0], [0.0, 0.0, 0.0]),
    ("maximum.ties", "maximum(a, b)", torch.maximum, [1.0, 2.0, 0.0, -1.0], [1.0, 3.0, 0.0, -2.0]),
    ("minimum.ties", "minimum(a, b)", torch.minimum, [1.0, 2.0, 0.0, -1.0], [1.0, 3.0, 0.0, -2.0]),
    ("power", "a ^ b", torch.pow, [2.0, 2.0, 0.5, 3.0, 1.0], [3.0, -1.5, 0.5, 0.0, 7.0]),
    # At x = 0, and with whole exponents of negative numbers.
    ("power.zero", "a ^ b", torch.pow, [0.0, 0.0, 0.0, 0.0, 0.0], [0.0, 1.0, 2.0, 0.5, -1.0]),
    ("power.negative", "a ^ b", torch.pow, [-2.0, -2.0, -2.0, -1.0, -2.0],
     [2.0, 3.0, 0.0, -1.0, 0.5]),
]


def add(figures):
    for name, outside, places in ONE:
        figures.add(f"elementwise.{name}", f"torch {name}", {"x": places}, f"{name}(x)", outside)
        if places is ORDINARY and name not in ("sin", "cos", "tan", "gaussian"):
            figures.add(
                f"elementwise.{name}.far", f"torch {name}", {"x": FAR}, f"{name}(x)", outside)
    for call, outside in WITH_NUMBERS:
        for places, far in ((ORDINARY, ""), (FAR, ".far")):
            figures.add(f"elementwise.{call}{far}", "torch", {"x": places}, call, outside)
    for name, expression, outside, a, b in TWO:
        figures.add(f"elementwise.{name}", f"torch {name}", {"a": a, "b": b}, expression, outside)
    x, row, column = [numbers(3, 1), numbers(3, 2)], numbers(3, 3, 0.5, 2), [[1.5], [0.5]]
    for sign in "+-*/":
        figures.add(
            f"broadcast.{sign}", "torch", {"a": x, "b": row, "c": column}, f"(a {sign} b) {sign} c",
            lambda a, b, c, sign=sign: eval(f"(a {sign} b) {sign} c"))
    figures.add("literal.square", "torch", {"x": [-2.0, 0.0, 3.0]}, "x^2", lambda x: x ** 2)
    figures.add("literal.cube", "torch", {"x": [-2.0, 0.0, 3.0]}, "x^3", lambda x: x ** 3)
    figures.add("literal.root", "torch", {"x": [0.25, 0.0, 9.0]}, "x^0.5", lambda x: x ** 0.5)
    figures.add("literal.base", "torch", {"x": [-2.0, 0.0, 3.0]}, "2^x", lambda x: 2.0 ** x)
