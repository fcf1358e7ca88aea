"""Reductions, linear algebra, softmax: with axes, ties and places where a derivative does not exist."""
import torch

from figures import Labels, matrix, nested, numbers

CUBE = nested([2, 3, 2], 5)
TIES = [[1.0, 3.0, 3.0], [3.0, -1.0, 2.0]]
AXES = [
    ("", (0, 1, 2), False), (", axis=0", (0,), False), (", axis=-1", (2,), False),
    (", axis=[0, 2]", (0, 2), False), (", axis=1, keepdims=true", (1,), True),
]


def product(x, axes, keep):
    for axis in sorted(axes, reverse=True):
        x = torch.prod(x, axis, keepdim=keep)
    return x


REDUCTIONS = [
    ("sum", lambda x, d, k: torch.sum(x, d, keepdim=k)),
    ("mean", lambda x, d, k: torch.mean(x, d, keepdim=k)),
    ("max", lambda x, d, k: torch.amax(x, d, keepdim=k)),
    ("min", lambda x, d, k: torch.amin(x, d, keepdim=k)),
    ("var", lambda x, d, k: torch.var(x, d, correction=0, keepdim=k)),
    ("std", lambda x, d, k: torch.std(x, d, correction=0, keepdim=k)),
    ("norm", lambda x, d, k: torch.linalg.vector_norm(x, dim=d, keepdim=k)),
    ("prod", product),
    ("logsumexp", lambda x, d, k: torch.logsumexp(x, d, keepdim=k)),
]


def add(figures):
    for name, outside in REDUCTIONS:
        for text, axes, keep in AXES:
            figures.add(
                f"reduction.{name}{text}", f"torch {name}", {"x": CUBE}, f"{name}(x{text})",
                lambda x, f=outside, d=axes, k=keep: f(x, d, k))
    for name, x in [
        ("max", TIES), ("min", [[-1.0, 3.0, -1.0], [0.0, -1.0, 2.0]]),
        ("norm.origin", [[0.0, 0.0], [0.0, 0.0]]), ("std.origin", [[2.0, 2.0], [2.0, 2.0]]),
        ("var", [[2.0, 2.0], [2.0, 2.0]]), ("prod", [[2.0, 0.0], [3.0, 4.0]]),
        ("prod", [[2.0, 0.0], [0.0, 4.0]]), ("logsumexp.far", [[1000.0, 1000.0], [-1000.0, 999.0]]),
    ]:
        function = name.split(".")[0]
        outside = dict(REDUCTIONS)[function]
        figures.add(
            f"reduction.{name} of {x}", f"torch {function}", {"x": x}, f"{function}(x)",
            lambda x, f=outside: f(x, (0, 1), False))
        figures.add(
            f"reduction.{name} of {x} by row", f"torch {function}", {"x": x}, f"{function}(x, axis=1)",
            lambda x, f=outside: f(x, (1,), False))
    a, b, v, w = matrix(2, 3, 1), matrix(3, 2, 2), numbers(3, 3), numbers(2, 4)
    pair = [
        ("a @ b", {"a": a, "b": b}, torch.matmul), ("a @ v", {"a": a, "v": v}, torch.matmul),
        ("w @ a", {"w": w, "a": a}, torch.matmul), ("v @ v", {"v": v}, lambda v: v @ v),
        ("dot(v, u)", {"v": v, "u": numbers(3, 9)}, torch.dot),
        ("outer(v, w)", {"v": v, "w": w}, torch.outer),
        ("transpose(a)", {"a": a}, lambda a: a.T), ("a.T @ a", {"a": a}, lambda a: a.T @ a),
        ("reshape(a, [3, 2])", {"a": a}, lambda a: a.reshape(3, 2)),
        ("concat(a, c, axis=0)", {"a": a, "c": matrix(1, 3, 8)}, lambda a, c: torch.cat([a, c])),
        ("concat(a, c, axis=1)", {"a": a, "c": matrix(2, 1, 8)},
         lambda a, c: torch.cat([a, c], 1)),
        ("stack(a, c, axis=1)", {"a": a, "c": matrix(2, 3, 8)},
         lambda a, c: torch.stack([a, c], 1)),
        ("a[1]", {"a": a}, lambda a: a[1]), ("a[:, 1:]", {"a": a}, lambda a: a[:, 1:]),
        ("a[-1, 0:2] * a[0, 1:3]", {"a": a}, lambda a: a[-1, 0:2] * a[0, 1:3]),
        ("softmax(a)", {"a": a}, lambda a: torch.softmax(a, -1)),
        ("softmax(a, axis=0)", {"a": a}, lambda a: torch.softmax(a, 0)),
        ("softmax(a, temperature=2.5)", {"a": a}, lambda a: torch.softmax(a / 2.5, -1)),
        ("log_softmax(a)", {"a": a}, lambda a: torch.log_softmax(a, -1)),
        ("log_softmax(a, axis=0)", {"a": a}, lambda a: torch.log_softmax(a, 0)),
        ("softmax(far)", {"far": [1000.0, -1000.0, 999.0]}, lambda z: torch.softmax(z, -1)),
        ("log_softmax(far)", {"far": [1000.0, -1000.0, 999.0]}, lambda z: torch.log_softmax(z, -1)),
        ("one_hot(k, 3) * a", {"k": Labels([2, 0]), "a": a},
         lambda k, a: torch.nn.functional.one_hot(k, 3) * a),
    ]
    for expression, leaves, outside in pair:
        figures.add(f"array.{expression.replace('(far)', '(far).far')}", "torch", leaves, expression, outside)
