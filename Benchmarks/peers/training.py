"""Epochs of training in numpy, torch or jax: `training.py NAME THREADS RUNS SAMPLES`.

Prints a line of JSON for each net, as Benchmarks/Training does. Samples, weights and steps are the same
everywhere: plain descent at 0.01, batch after batch in the order of the samples. What is printed as the loss is that
of the first 256 samples after one epoch.
"""
import json
import math
import os
import sys
import time

NAME, THREADS, RUNS, SAMPLES = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
if THREADS == 1:
    # jax takes every processor, whatever it is told, unless there is but one.
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    os.environ["XLA_FLAGS"] = (
        "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1 "
        + os.environ.get("XLA_FLAGS", ""))
for library in ("OMP", "OPENBLAS", "MKL"):
    os.environ[library + "_NUM_THREADS"] = str(THREADS)

import numpy as np

NETS = [([784, 128, 10], 32, True), ([784, 128, 10], 128, True), ([2, 16, 16, 1], 32, False)]
RATE = 0.01


def feature(row, column):
    value = (row * 7919 + column * 104729 + row * column % 1009) % 2039
    return value.astype(np.float32) / np.float32(2039) - np.float32(0.5)


def samples(sizes, is_classifier):
    row, column = np.arange(SAMPLES)[:, None], np.arange(sizes[0])[None, :]
    x = feature(row, column)
    y = np.arange(SAMPLES) * 31 % 10 if is_classifier else x[:, :1] * x[:, 1:2]
    return x, y


def weights(sizes):
    layers = []
    for layer, (inputs, units) in enumerate(zip(sizes, sizes[1:])):
        number = (np.arange(inputs * units) * 7919 + layer * 31) % 2039 / 2039 - 0.5
        w = (number * math.sqrt(24 / inputs)).astype(np.float32).reshape(inputs, units)
        layers.append((w, np.zeros(units, np.float32)))
    return layers


def loss_of(layers, x, y, is_classifier):
    """The mean loss in double precision, from the weights."""
    h = x.astype(np.float64)
    for place, (w, b) in enumerate(layers):
        h = h @ np.asarray(w, np.float64) + np.asarray(b, np.float64)
        if place + 1 < len(layers):
            h = np.maximum(h, 0)
    if not is_classifier:
        return float(np.mean((h - y) ** 2))
    h = h - h.max(1, keepdims=True)
    return float(np.mean(np.log(np.exp(h).sum(1)) - h[np.arange(len(h)), y]))


def measure(who, sizes, batch, is_classifier, x, y, epoch):
    """`epoch` starts from the first weights where it is given True, and gives back the weights."""
    loss = loss_of(epoch(True), x[:256], y[:256], is_classifier)
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        epoch(False)
        times.append(time.perf_counter() - start)
    print(json.dumps({
        "who": who, "net": "-".join(map(str, sizes)), "batch": batch, "threads": THREADS,
        "min": min(times), "median": sorted(times)[len(times) // 2], "loss": loss}), flush=True)


def run_numpy(sizes, batch, is_classifier, x, y):
    layers = weights(sizes)
    one_hot = np.eye(10, dtype=np.float32)[y] if is_classifier else y
    rate = np.float32(RATE)

    def epoch(first):
        for start in range(0, SAMPLES, batch):
            rows, values = slice(start, min(start + batch, SAMPLES)), [x[start:start + batch]]
            for place, (w, b) in enumerate(layers):
                h = values[-1] @ w
                h += b
                if place + 1 < len(layers):
                    np.maximum(h, 0, out=h)
                values.append(h)
            g = values.pop()
            if is_classifier:
                g -= g.max(1, keepdims=True)
                np.exp(g, out=g)
                g /= g.sum(1, keepdims=True)
                g -= one_hot[rows]
                g /= np.float32(len(g))
            else:
                g = (g - one_hot[rows]) * np.float32(2 / g.size)
            for place in reversed(range(len(layers))):
                w, b = layers[place]
                h = values[place]
                back = (g @ w.T) * (h > 0) if place else None
                w -= rate * (h.T @ g)
                b -= rate * g.sum(0)
                g = back
        return layers

    measure(f"numpy {np.__version__}", sizes, batch, is_classifier, x, y, epoch)


def run_torch(sizes, batch, is_classifier, x, y):
    import torch
    torch.set_num_threads(THREADS)
    modules = []
    for place, (w, b) in enumerate(weights(sizes)):
        linear = torch.nn.Linear(*w.shape)
        with torch.no_grad():
            linear.weight.copy_(torch.from_numpy(w.T.copy()))
            linear.bias.copy_(torch.from_numpy(b))
        modules += [linear, torch.nn.ReLU()]
    net = torch.nn.Sequential(*modules[:-1])
    score = torch.nn.functional.cross_entropy if is_classifier else torch.nn.functional.mse_loss
    optimiser = torch.optim.SGD(net.parameters(), lr=RATE)
    rows, targets = torch.from_numpy(x), torch.from_numpy(y)

    def epoch(first):
        for start in range(0, SAMPLES, batch):
            loss = score(net(rows[start:start + batch]), targets[start:start + batch])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
        return [(m.weight.detach().numpy().T, m.bias.detach().numpy()) for m in net if hasattr(m, "weight")]

    measure(f"torch {torch.__version__}", sizes, batch, is_classifier, x, y, epoch)


def run_jax(sizes, batch, is_classifier, x, y):
    import jax
    import jax.numpy as jnp

    def forward(layers, h):
        for place, (w, b) in enumerate(layers):
            h = h @ w + b
            if place + 1 < len(layers):
                h = jax.nn.relu(h)
        return h

    def score(layers, x, y):
        z = forward(layers, x)
        if not is_classifier:
            return jnp.mean((z - y) ** 2)
        return -jnp.mean(jax.nn.log_softmax(z)[jnp.arange(x.shape[0]), y])

    def step(layers, x, y):
        slopes = jax.grad(score)(layers, x, y)
        return jax.tree.map(lambda p, g: p - RATE * g, layers, slopes)

    first_layers = [(jnp.asarray(w), jnp.asarray(b)) for w, b in weights(sizes)]
    whole = SAMPLES // batch * batch
    xs = jnp.asarray(x[:whole].reshape(whole // batch, batch, -1))
    ys = jnp.asarray(y[:whole].reshape((whole // batch, batch) + y.shape[1:]))
    rest = (jnp.asarray(x[whole:]), jnp.asarray(y[whole:]))
    compiled = jax.jit(step)
    batches = [(xs[i], ys[i]) for i in range(len(xs))] + ([rest] if whole < SAMPLES else [])

    def stepwise(first):
        layers = first_layers
        for rows, targets in batches:
            layers = compiled(layers, rows, targets)
        return jax.block_until_ready(layers)

    measure(f"jax {jax.__version__}, step by step", sizes, batch, is_classifier, x, y, stepwise)

    @jax.jit
    def scan(layers, xs, ys):
        return jax.lax.scan(lambda p, rows: (step(p, *rows), None), layers, (xs, ys))[0]

    def scanned(first):
        layers = scan(first_layers, xs, ys)
        if whole < SAMPLES:
            layers = compiled(layers, *rest)
        return jax.block_until_ready(layers)

    measure(f"jax {jax.__version__}, lax.scan", sizes, batch, is_classifier, x, y, scanned)


for sizes, batch, is_classifier in NETS:
    {"numpy": run_numpy, "torch": run_torch, "jax": run_jax}[NAME](
        sizes, batch, is_classifier, *samples(sizes, is_classifier))
