#!/usr/bin/env python3
"""Writes `slips.json`: answers with a known mistake in them, and what should be found.

    python3 Tests/Reference/slips.py

Needs NumPy. Every program's right way back and every mistake is a formula written out by hand, none
of it comes from the engine; the right gradients are compared with central differences here. The same
script writes the same file. `slipcases/texts.py` reads the programs' texts once more and compares.

A case is a program, the lines of an answer file, and for each quantity what is expected:

    verdict    the verdict; `verdicts`, where it stands, lists all that the text allows
    slips      acceptable lists of ids: one of them must be an entry of the diagnosis, its order free
    maybe      ids that may be named, where the text leaves open whether the slip is tried there
    first      the first entry is one of `slips`
    at         the node at which it is told to have happened
    none       the diagnosis is empty
    from       the answer from which the mistake was carried on
    right      (of the case) the right values, to compare the engine's with

How each slip is understood. Unless said otherwise it is made at one place, a place being one use of a
node in one operation; a forward slip changes the values and then the whole way back.

no-upstream              a node's gradient is the derivative of one consumer, or the sum over its
                         consumers, as if each upstream gradient were 1 (ones); what lies above it in
                         the way back uses that. Of a matrix product it is left open
missing-path             contributions of a node are left out, x * x has two of them
subtraction-sign         the gradient of b in a - b has the sign of that of a
quotient-rule            of b in a/b: -a/b, a/b² or a/b in place of -a/b²
power-rule               x^(n-1) or n x^n in place of n x^(n-1)
missing-two, extra-two   the 2 of ^2, square, mse; 2(p - t) where the loss is half a square, as 0.5 *,
                         / 2, or half an mse
target-minus-prediction  the gradient of a difference with a target, or of a loss, with its sign
                         turned; the value of a named difference with its sign turned
sign-flip                the whole answer, or one contribution on the way
swapped-operands         d(ab)/da = a: elementwise products and dot
relu-gate-ignored        1 for relu' where the unit is off
no-activation-derivative 1 for the derivative of sigmoid, tanh, softplus, silu
derivative-at-output     f'(f(z))
derivative-at-input      z(1 - z) for sigmoid, 1 - z² for tanh
softmax-diagonal         up_i p_i (1 - p_i); under a cross entropy on probabilities -y_i (1 - p_i)
missing-mean             the sum for the mean, or 1/n twice, in value and gradient or gradient only
transposed               the answer's transpose; W for Wᵀ where a gradient passes a product
bias-not-summed          one row, the mean of the rows, all rows; also of a scalar times a vector
ascent … updated-too-early  see steps.py
log-base                 log₁₀ or log₂ in the value and, in log(q), 1/(q ln 10) in the derivative
threshold-strict         a step unit at z = 0 is off; 1 - step(-z) is on
bias-forgotten           z without b, and everything after
activation-forgotten     a = z, and everything after
precedence               (a + b) c for a + b c, (-x)² for -x², a/(b c) for a/b·c
rounded-early            see rounding.py
"""
import json
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "slipcases"))
sys.dont_write_bytecode = True

import batches
import errata
import followed
import lines
import neurons
import pairs
import rounding
import scalars
import sheet
import steps
import texts
import unexplained
import vectors

MODULES = [
    scalars, neurons, vectors, batches, steps, pairs, followed, rounding, unexplained, errata, lines]


def main():
    for module in MODULES:
        module.add()
    for pair in sheet.unite():
        print("one number:", *pair, sep="\n  ")
    print(texts.check(sheet.CASES), "right values agree with the programs' texts")
    entries = [json.dumps(entry, ensure_ascii=False, allow_nan=False) for entry in sheet.CASES]
    text = '{"format": "slip-cases/1", "cases": [\n' + ",\n".join(entries) + "\n]}\n"
    path = HERE / "slips.json"
    path.write_text(text, encoding="utf-8")
    counts = {}
    for entry in sheet.CASES:
        for expected in entry["expect"].values():
            for ids in expected.get("slips", [])[:1] or [[expected["verdict"]]]:
                key = " + ".join(sorted(ids)) if len(ids) == 1 else "pairs"
                counts[key] = counts.get(key, 0) + 1
    for key in sorted(counts):
        print(f"{counts[key]:4} {key}")
    print(f"{path.name}: {len(sheet.CASES)} cases, {len(text) // 1000} kB")


if __name__ == "__main__":
    main()
