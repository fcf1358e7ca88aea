#!/usr/bin/env python3
"""Writes `pytorch-figures.json`: what PyTorch, and Keras where the rule is Keras', make of programs.

    python3 -m venv figures && figures/bin/pip install torch==2.13.0 keras==3.15.1
    figures/bin/python Tests/Reference/generate_pytorch.py

The programs are in the notation, the figures in double precision; `PyTorchFigureTests` compares them
with ours to 1e-9. The same versions write the same file.
"""
import json
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "pytorch"))

import losses  # first: it chooses Keras' backend
import arrays
import descents
import elementwise
import keras
import layers
import micrograd
import torch
from figures import Figures


def lines(entries):
    return ",\n".join(json.dumps(entry, allow_nan=False) for entry in entries)


def main():
    figures = Figures()
    for module in (elementwise, arrays, losses, layers, micrograd, descents):
        module.add(figures)
    text = (
        '{"format": "pytorch-figures/1", "torch": %s, "keras": %s,\n"programs": [\n%s\n],\n'
        '"descents": [\n%s\n]}\n'
    ) % (
        json.dumps(torch.__version__.split("+")[0]), json.dumps(keras.__version__),
        lines(figures.programs), lines(figures.descents))
    path = HERE / "pytorch-figures.json"
    path.write_text(text)
    print(f"{path.name}: {len(figures.programs)} programs, {len(figures.descents)} descents, "
          f"{len(text) // 1000} kB")


if __name__ == "__main__":
    main()
