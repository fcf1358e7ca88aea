"""That each program's text says what its formulas say: its values, and slopes by central differences.

Python reads the text here (its arithmetic has the notation's precedence once ^ is written **).
"""
import ast
import re

import numpy as np

from sheet import relu, sigmoid, softmax


def cross_entropy(p, y):
    rows = np.sum(-y * np.log(p), axis=-1)
    return np.mean(rows)


def bce(p, y):
    return np.mean(-(y * np.log(p) + (1 - y) * np.log(1 - p)))


KNOWN = {
    "array": lambda entries: np.array(entries, dtype=float), "relu": relu, "sigmoid": sigmoid,
    "softmax": softmax, "tanh": np.tanh, "exp": np.exp, "log": np.log, "sin": np.sin,
    "softplus": lambda z: np.log1p(np.exp(z)), "silu": lambda z: z * sigmoid(z), "dot": np.dot,
    "sum": np.sum, "mean": np.mean, "square": np.square,
    "step": lambda z: (np.asarray(z) >= 0).astype(float),
    "linear": lambda x, W, b: x @ W + b, "mse": lambda p, y: np.mean((p - y) ** 2),
    "cross_entropy": cross_entropy, "bce": bce,
    "bce_with_logits": lambda z, y: bce(sigmoid(z), y),
    "softmax_cross_entropy": lambda z, y: cross_entropy(softmax(z), y)}


class Lists(ast.NodeTransformer):
    def visit_List(self, node):
        return ast.Call(ast.Name("array", ast.Load()), [node], [])


def parse(program):
    """Statements as (name, compiled expression), the output, the descent."""
    statements, output, descent = [], None, None
    for line in program.split(";"):
        line = line.strip()
        if line.startswith("ask "):
            continue
        if line.startswith("backward "):
            output = line[9:]
        elif line.startswith("minimize "):
            found = re.fullmatch(
                r"minimize (\w+) over (.*) with sgd\(rate=(.*)\) for (\d+) steps", line)
            descent = (found[1], found[2].split(", "), float(found[3]), int(found[4]))
        else:
            name, expression = re.sub(r"^(input|param|target) ", "", line).split(" = ")
            tree = ast.parse(expression.strip().replace("^", "**"), mode="eval")
            tree = ast.fix_missing_locations(Lists().visit(tree))
            statements.append((name, compile(tree, "program", "eval")))
    return statements, output, descent


def values(statements, held):
    found = {}
    for name, code in statements:
        with np.errstate(all="ignore"):
            value = eval(code, {"__builtins__": {}, **KNOWN}, found)
        found[name] = np.asarray(held.get(name, value), dtype=float)
    return found


def slope(statements, output, node, held):
    value = values(statements, held)[node]
    result = np.zeros_like(value)
    for place in np.ndindex(value.shape):
        ends = []
        for side in (1e-5, -1e-5):
            moved = value.copy()
            moved[place] += side
            ends.append(float(values(statements, {**held, node: moved})[output]))
        result[place] = (ends[0] - ends[1]) / 2e-5
    return result


def right(program, quantity):
    statements, output, descent = parse(program)
    points = [{}]
    if descent:
        output, parameters, rate, count = descent
        for _ in range(count):
            here = points[-1]
            now = values(statements, here)
            points.append(
                {p: now[p] - rate * slope(statements, output, p, here) for p in parameters})
    step = None
    if " @ " in quantity:
        quantity, step = quantity.split(" @ ")
        step = int(step)
    if quantity.startswith("grad "):
        point = points[step if step is not None else max(0, len(points) - 2)]
        if step == len(points):
            raise ValueError(quantity)
        return slope(statements, output, quantity[5:], point)
    other = re.fullmatch(r"d(\w+)/d(\w+)", quantity)
    if other:
        return slope(statements, other[1], other[2], points[-1])
    return values(statements, points[-1 if step is None else step])[quantity]


def check(cases):
    """Every right value of every case, from its text; the number of them."""
    known, count = {}, 0
    for entry in cases:
        for quantity, given in entry["right"].items():
            key = (entry["program"], quantity)
            if key not in known:
                known[key] = right(*key)
            found, given = known[key], np.asarray(given, dtype=float)
            assert found.shape == given.shape, (entry["name"], quantity, found, given)
            scale = max(1.0, float(np.max(np.abs(given))))
            assert np.max(np.abs(found - given)) < 1e-6 * scale, (entry["name"], quantity, found, given)
            count += 1
    return count
