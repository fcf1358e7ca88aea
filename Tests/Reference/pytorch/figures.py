"""Programs in the notation beside the same computation in PyTorch."""
import math

import torch

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)


class Labels(list):
    """Class indices: no gradient flows to them."""


class Data(list):
    """Numbers that the outside has no derivative for, so that their gradients are not compared."""


def numbers(count, seed=1, low=-2.0, high=2.0):
    """Numbers with three decimals from a small generator, the same everywhere."""
    state = seed * 2654435761 % (1 << 32)
    result = []
    for _ in range(count):
        state = (state * 1664525 + 1013904223) % (1 << 32)
        result.append(round(low + (high - low) * (state >> 8) / (1 << 24), 3))
    return result


def matrix(rows, columns, seed=1, low=-2.0, high=2.0):
    flat = numbers(rows * columns, seed, low, high)
    return [flat[i * columns:(i + 1) * columns] for i in range(rows)]


def nested(shape, seed=1, low=-2.0, high=2.0):
    """An array of any rank."""
    flat = torch.tensor(numbers(math.prod(shape), seed, low, high))
    return flat.reshape(shape).tolist()


def plain(value):
    """A tensor as JSON takes it: numbers that are not finite are words, as in traces."""
    if isinstance(value, torch.Tensor):
        value = value.detach().tolist()
    if isinstance(value, list):
        return [plain(each) for each in value]
    value = float(value)
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    return value


def written(value):
    """A literal of the notation."""
    if isinstance(value, list):
        return "[" + ", ".join(written(each) for each in value) + "]"
    return repr(value)


def seed_of(shape):
    """What the reverse pass starts with where the output is not one number; never 0."""
    count = math.prod(shape)
    return torch.tensor([(i * 37 % 11 - 4.5) / 4 for i in range(count)]).reshape(shape)


class Figures:
    """Collects programs with the values and gradients that were computed outside."""

    def __init__(self):
        self.programs = []
        self.descents = []

    def add(self, name, source, leaves, expression, outside, before=()):
        """`expression` of `leaves` is, outside, `outside(*leaves)`.

        `before` are lines of the program between the leaves and the output.
        """
        tensors = []
        for value in leaves.values():
            if isinstance(value, Labels):
                tensors.append(torch.tensor(value))
            else:
                tensor = torch.tensor(value, dtype=torch.float64)
                tensors.append(tensor.requires_grad_(not isinstance(value, Data)))
        output = outside(*tensors)
        lines = [f"{key} = {written(value)}" for key, value in leaves.items()]
        lines += [*before, f"out = {expression}"]
        if output.dim() == 0:
            seed = torch.tensor(1.0)
            lines.append("backward out")
        else:
            seed = seed_of(output.shape)
            lines.append(f"backward out with {written(seed.tolist())}")
        if output.requires_grad:
            output.backward(seed)
        gradients = {}
        for (key, value), tensor in zip(leaves.items(), tensors):
            if isinstance(value, Labels):
                gradients[key] = plain(torch.zeros(tensor.shape))
            elif tensor.requires_grad:
                gradient = torch.zeros(tensor.shape) if tensor.grad is None else tensor.grad
                gradients[key] = plain(gradient)
        self.programs.append({
            "id": name, "source": source, "program": lines,
            "values": {"out": plain(output)}, "gradients": gradients,
        })
