#!/usr/bin/env python3
"""Times one other program on the nets of `Benchmarks/Tape`: `peer.py NAME [--runs N] [--smoke]`.

Prints a line of JSON for each figure, as `TapeBenchmark` does: seconds, and the output and the sum of
the gradients, by which the results are compared.
"""
import argparse
import gc
import json
import sys
import threading
import time

import nets


def report(who, what, nodes, seconds, value, gradient=None):
    seconds = sorted(seconds)
    line = {
        "who": who, "what": what, "nodes": nodes, "runs": len(seconds), "min": seconds[0],
        "median": seconds[len(seconds) // 2], "max": seconds[-1], "value": float(value),
    }
    if gradient is not None:
        line["gradient"] = float(gradient)
    print(json.dumps(line), flush=True)


def timed(runs, body, prepare=lambda: None):
    """Seconds of each run, after one that warms up; `prepare` is not counted."""
    seconds = []
    for i in range(runs + 1):
        given = prepare()
        start = time.perf_counter()
        body() if given is None else body(given)
        if i:
            seconds.append(time.perf_counter() - start)
    return seconds


def scalars(who, sizes, runs, leaf, relu, gradient_of, backward):
    """A program that makes an object of each node."""
    for size in sizes:
        for what, build in (
            ("random DAG", lambda kept=None: nets.random_dag(size, leaf, kept)),
            ("random gates", lambda kept=None: nets.random_gates(size, leaf, relu, kept)),
        ):
            if what == "random gates" and size < 2 * nets.WINDOW:
                continue
            leaves = []
            output = build(leaves)
            backward(output)
            gradient = sum(gradient_of(each) for each in leaves)
            value, nodes = output_number(output), size + nets.WINDOW + 1
            del leaves, output
            report(
                who, f"{what}, record and forward", nodes, timed(runs, build), value, gradient)
            report(
                who, f"{what}, backward", nodes,
                timed(runs, backward, prepare=build), value, gradient)


def output_number(output):
    return getattr(output, "data", output)


def micrograd(runs, smoke):
    from micrograd.engine import Value
    from micrograd.nn import MLP
    gc.disable()
    scalars(
        "micrograd", [10_000] if smoke else [10_000, 100_000], min(runs, 3), Value,
        lambda a: a.relu(), lambda leaf: leaf.grad, lambda output: output.backward())

    demo = nets.Demo()
    model = MLP(2, [16, 16, 1])
    numbers = iter(demo.numbers)
    for layer in model.layers:
        for neuron in layer.neurons:
            for weight in neuron.w:
                weight.data = next(numbers)
            neuron.b.data = next(numbers)
    parameters = model.parameters()

    def step():
        scores = [model(list(map(Value, point))) for point in demo.inputs]
        losses = [(1 + -y * score).relu() for y, score in zip(demo.targets, scores)]
        loss = sum(losses) * (1.0 / len(losses)) + 1e-4 * sum(p * p for p in parameters)
        model.zero_grad()
        loss.backward()
        for p in parameters:
            p.data -= 0.0 * p.grad
        return loss

    loss = step()
    value, gradient = loss.data, sum(p.grad for p in parameters)
    del loss
    for name, collects in (("micrograd", False), ("micrograd (collector on)", True)):
        gc.collect()
        gc.enable() if collects else gc.disable()
        report(name, "micrograd's demo as scalars, step", 0, timed(min(runs, 3), step), value, gradient)


def torch(runs, smoke):
    import torch as library
    library.set_num_threads(1)
    library.set_default_dtype(library.float64)
    scalars(
        "torch", [10_000] if smoke else [10_000, 100_000], min(runs, 3),
        lambda v: library.tensor(v, requires_grad=True), lambda a: library.relu(a),
        lambda leaf: 0.0 if leaf.grad is None else leaf.grad.item(),
        lambda output: output.backward())
    demo = nets.Demo()
    layers = [
        [library.tensor(a, requires_grad=True) for a in layer] for layer in demo.matrices()]
    parameters = [p for layer in layers for p in layer]
    x, y = library.tensor(demo.inputs), library.tensor(demo.targets)

    def step():
        a = library.relu(x @ layers[0][0] + layers[0][1])
        a = library.relu(a @ layers[1][0] + layers[1][1])
        score = (a @ layers[2][0] + layers[2][1])[:, 0]
        loss = library.relu(1 - y * score).mean() + 1e-4 * sum((p * p).sum() for p in parameters)
        for p in parameters:
            p.grad = None
        loss.backward()
        with library.no_grad():
            for p in parameters:
                p -= 0.0 * p.grad
        return loss

    value = step().item()
    gradient = sum(p.grad.sum().item() for p in parameters)
    report("torch (tensors)", "micrograd's demo as tensors, step", 0, timed(20 * runs, step), value,
           gradient)


def jax(runs, smoke):
    import jax as library
    import jax.numpy as array
    library.config.update("jax_enable_x64", True)
    size, leaves = 1000, []
    nets.random_dag(size, float, leaves)

    def net(x):
        places = iter(range(len(leaves)))
        return nets.random_dag(size, lambda _: x[next(places)])

    x = array.array(leaves)
    start = time.perf_counter()
    compiled = library.jit(library.value_and_grad(net)).lower(x).compile()
    built = time.perf_counter() - start
    value, gradient = compiled(x)
    nodes, total = size + nets.WINDOW + 1, float(gradient.sum())
    report("jax (compiled)", "random DAG, compile", nodes, [built], value, total)
    report(
        "jax (compiled)", "random DAG, replay and backward", nodes,
        timed(20 * runs, lambda: compiled(x)[1].block_until_ready()), value, total)
    demo = nets.Demo()
    layers = [tuple(array.array(a) for a in layer) for layer in demo.matrices()]
    points, targets = array.array(demo.inputs), array.array(demo.targets)

    def loss(layers):
        a = points
        for weights, biases in layers[:-1]:
            a = library.nn.relu(a @ weights + biases)
        score = (a @ layers[-1][0] + layers[-1][1])[:, 0]
        squares = sum((p * p).sum() for layer in layers for p in layer)
        return library.nn.relu(1 - targets * score).mean() + 1e-4 * squares

    @library.jit
    def step(layers):
        value, gradients = library.value_and_grad(loss)(layers)
        moved = library.tree.map(lambda p, g: p - 0.0 * g, layers, gradients)
        return moved, value, gradients

    _, value, gradients = step(layers)
    total = sum(float(g.sum()) for layer in gradients for g in layer)
    report(
        "jax (tensors, compiled)", "micrograd's demo as tensors, step", 0,
        timed(20 * runs, lambda: library.block_until_ready(step(layers))), value, total)


def numpy(runs, smoke):
    import numpy as library
    demo = nets.Demo()
    layers = [tuple(library.array(a) for a in layer) for layer in demo.matrices()]
    x, y = library.array(demo.inputs), library.array(demo.targets)

    def step():
        """With the gradients worked out by hand."""
        (w1, b1), (w2, b2), (w3, b3) = layers
        h1 = library.maximum(x @ w1 + b1, 0)
        h2 = library.maximum(h1 @ w2 + b2, 0)
        margin = 1 - y * (h2 @ w3 + b3)[:, 0]
        squares = sum((p * p).sum() for layer in layers for p in layer)
        loss = library.maximum(margin, 0).mean() + 1e-4 * squares
        d3 = (-y * (margin > 0) / len(y))[:, None]
        d2 = (d3 @ w3.T) * (h2 > 0)
        d1 = (d2 @ w2.T) * (h1 > 0)
        gradients = [
            (h.T @ d + 2e-4 * w, d.sum(0) + 2e-4 * b)
            for h, d, (w, b) in zip((x, h1, h2), (d1, d2, d3), layers)]
        for layer, gradient in zip(layers, gradients):
            for p, g in zip(layer, gradient):
                p -= 0.0 * g
        return loss, gradients

    value, gradients = step()
    gradient = sum(g.sum() for layer in gradients for g in layer)
    report("numpy (tensors, by hand)", "micrograd's demo as tensors, step", 0,
           timed(20 * runs, step), value, gradient)


def tinygrad(runs, smoke):
    from tinygrad import Tensor
    demo = nets.Demo()
    layers = [tuple(Tensor(a) for a in layer) for layer in demo.matrices()]
    parameters = [p for layer in layers for p in layer]
    x, y = Tensor([list(p) for p in demo.inputs]), Tensor(demo.targets)

    def step():
        a = x
        for weights, biases in layers[:-1]:
            a = (a @ weights + biases).relu()
        score = (a @ layers[-1][0] + layers[-1][1])[:, 0]
        loss = (1 - y * score).relu().mean()
        for p in parameters:
            loss = loss + 1e-4 * (p * p).sum()
        gradients = loss.gradient(*parameters)
        Tensor.realize(loss, *gradients)
        return loss, gradients

    loss, gradients = step()
    value, gradient = loss.item(), sum(g.sum().item() for g in gradients)
    report("tinygrad (tensors, float32)", "micrograd's demo as tensors, step", 0,
           timed(min(runs, 5), step), value, gradient)


PEERS = {each.__name__: each for each in (micrograd, torch, jax, numpy, tinygrad)}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("peer", choices=PEERS)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--smoke", action="store_true")
    options = parser.parse_args()
    PEERS[options.peer](max(1, options.runs), options.smoke)


# micrograd walks its graph by recursion.
sys.setrecursionlimit(10 ** 6)
threading.stack_size(512 << 20)
thread = threading.Thread(target=main)
thread.start()
thread.join()
