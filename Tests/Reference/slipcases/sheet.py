"""A program with its rules worked out by hand, and the cases made of it."""
import re
from decimal import Decimal
from fractions import Fraction

import numpy as np


class Board:
    """The named values of one run. A name in `held` keeps its value: so slopes are measured."""

    def __init__(self, leaves, held=None):
        object.__setattr__(self, "held", held or {})
        for name, value in leaves.items():
            setattr(self, name, np.array(value, dtype=float))

    def __setattr__(self, name, value):
        value = np.asarray(value, dtype=float)
        object.__setattr__(self, name, np.asarray(self.held.get(name, value), dtype=float))


def number(value, digits):
    """A decimal of so many significant digits, with a point: a whole number would claim to be exact."""
    value = float(value)
    if value == 0:
        return "0"
    before = len(str(int(abs(value)))) if abs(value) >= 1 else 0
    rounded = Decimal(f"{value:.{max(digits, before + 1) - 1}e}")
    return format(rounded, "f")


def written(value, digits=4):
    """A number, a vector or a matrix as an answer writes it."""
    value = np.asarray(value, dtype=float)
    if value.ndim == 0:
        return number(value, digits)
    return "[" + ", ".join(written(entry, digits) for entry in value) + "]"


def literal(value):
    """A leaf as a program writes it."""
    value = np.asarray(value, dtype=float)
    if value.ndim == 0:
        text = repr(float(value))
        return text[:-2] if text.endswith(".0") else text
    return "[" + ", ".join(literal(entry) for entry in value) + "]"


def plain(value):
    """For JSON."""
    return np.asarray(value, dtype=float).tolist()


def read(text):
    """What an answer of this file says: arrays, decimals, fractions, percentages."""
    text = text.strip()
    if text.startswith("["):
        return np.array(eval(text.replace("−", "-"), {"__builtins__": {}}), dtype=float)
    text = text.replace("−", "-")
    if text.endswith("%"):
        return np.array(float(text[:-1]) / 100)
    if "/" in text:
        return np.array(float(Fraction(text.replace(" ", ""))))
    return np.array(float(text))


def visibly_different(a, b, least=0.01):
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    if a.shape != b.shape:
        return True
    return bool(np.max(np.abs(a - b)) > least * max(np.max(np.abs(a)), np.max(np.abs(b))))


CASES = []
TOLD = []  # (program, quantity, value, slips): to find two slips with one number


def case(name, program, answers, expect, right, comment=None):
    """Adds a case. `answers`: lines. `right`: the asked quantities' right values."""
    assert all(name != other["name"] for other in CASES), name
    entry = {
        "name": name, "program": program,
        "answers": "".join(line + "\n" for line in answers),
        "expect": expect, "right": {key: plain(value) for key, value in right.items()}}
    if comment:
        entry["comment"] = comment
    CASES.append(entry)
    return entry


class Program:
    """Leaves, the lines below them, the forward formulas and the right way back, all by hand."""

    def __init__(self, name, leaves, body, forward, backward, output, roles=None):
        self.name, self.leaves, self.forward, self.output = name, leaves, forward, output
        roles = roles or {}
        lines = [
            (roles[leaf] + " " if leaf in roles else "") + leaf + " = " + literal(value)
            for leaf, value in leaves.items()]
        self.text = "; ".join(lines + [body])
        self.v = self.run()
        self.g = {key: np.asarray(value, dtype=float) for key, value in backward(self.v).items()}
        for node in self.g:
            self.measure(node)

    def run(self, held=None):
        board = Board(self.leaves, held)
        self.forward(board)
        return board

    def measure(self, node):
        """The hand-made gradient against central differences."""
        value = np.array(getattr(self.v, node), dtype=float)
        slope = np.zeros_like(value)
        for place in np.ndindex(value.shape):
            step = 1e-5
            ends = []
            for side in (step, -step):
                moved = value.copy()
                moved[place] += side
                ends.append(float(getattr(self.run({node: moved}), self.output)))
            slope[place] = (ends[0] - ends[1]) / (2 * step)
        given = self.g[node]
        assert given.shape == value.shape, (self.name, node, given.shape, value.shape)
        wrong = np.max(np.abs(given - slope)) / max(1, np.max(np.abs(slope)))
        assert wrong < 1e-6, (self.name, node, given, slope)

    def right(self, quantity):
        if quantity.startswith("grad "):
            return self.g[quantity[5:]]
        return getattr(self.v, quantity)

    def slip(self, quantity, slips, wrong, why, digits=4, first=True, at=None, text=None,
             maybe=False, comment=None):
        """One answer with one mistake. `slips`: an id, or a list of acceptable id-lists; a pair
        of ids is a list of two and need not come first. `maybe`: the text leaves it open whether
        this is tried, so only the verdict is expected."""
        if isinstance(slips, str):
            slips = [[slips]]
        right = self.right(quantity)
        answer = text or written(wrong, digits)
        said = read(answer)
        for token in re.findall(r"[0-9]*\.[0-9]+", answer):
            assert len(token.replace(".", "").lstrip("0")) >= 2, (self.name, why, token)
        assert np.allclose(said, wrong, rtol=0.006, atol=1e-12), (self.name, why, said, wrong)
        assert visibly_different(said, right), (self.name, quantity, why, said, right)
        expected = {"verdict": "wrong", "maybe" if maybe else "slips": slips}
        if at and not maybe:
            expected["at"] = at
        # Where ½ is an upstream gradient, forgetting that is the same number, and told before.
        first = first and slips != [["extra-two"]]
        if first and not maybe and all(len(entry) == 1 for entry in slips):
            expected["first"] = True
        ids = " and ".join(slips[0])
        entry = case(f"{self.name}: {quantity}, {ids}, {why}", self.text, [f"{quantity} = {answer}"],
                     {quantity: expected}, {quantity: right}, comment)
        TOLD.append((self.text, quantity, np.asarray(wrong, dtype=float), entry))


def unite():
    """Where two mistakes give one number, either may be named."""
    found = []
    for index, (text, quantity, value, entry) in enumerate(TOLD):
        for other_text, other_quantity, other_value, other in TOLD[index + 1:]:
            if (text, quantity) != (other_text, other_quantity):
                continue
            if visibly_different(value, other_value, 1e-3):
                continue
            mine, theirs = entry["expect"][quantity], other["expect"][quantity]
            if "maybe" in mine or "maybe" in theirs:
                continue
            if sorted(map(sorted, mine["slips"])) != sorted(map(sorted, theirs["slips"])):
                found.append((entry["name"], other["name"]))
                both = mine["slips"] + [s for s in theirs["slips"] if s not in mine["slips"]]
                mine["slips"], theirs["slips"] = both, list(both)
                for one, said in ((entry, mine), (other, theirs)):
                    said.pop("at", None)
                    one.setdefault("comment", "Two mistakes give this number; either will do.")
    return found


def sigmoid(z):
    return 1 / (1 + np.exp(-np.asarray(z, dtype=float)))


def dsigmoid(z):
    """Of the input."""
    return sigmoid(z) * (1 - sigmoid(z))


def dtanh(z):
    """Of the input."""
    return 1 - np.tanh(z) ** 2


def relu(z):
    return np.maximum(z, 0)


def on(z):
    """Where a relu is on."""
    return (np.asarray(z) > 0).astype(float)


def softmax(z):
    z = np.asarray(z, dtype=float)
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)
