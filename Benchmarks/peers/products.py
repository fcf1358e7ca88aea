"""Matrix products and functions of many numbers in numpy, torch or jax: `products.py NAME RUNS M,N,K …`.

Prints a line of JSON for each, as Benchmarks/Kernels does. One thread; results stay where the library
likes them, and calling it is part of the time, as it is for its users.
"""
import json
import os
import sys
import time

# jax takes every processor, whatever it is told, unless there is but one.
if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})

import numpy as np


def median(job, turns, runs):
    times = []
    for run in range(runs + 1):
        start = time.perf_counter()
        for _ in range(turns):
            job()
        if run:
            times.append((time.perf_counter() - start) / turns)
    return sorted(times)[runs // 2]


def numbers(rows, columns, factor, modulus):
    flat = np.arange(rows * columns) * factor % modulus / modulus - 0.5
    return flat.reshape(rows, columns).astype(np.float32)


def main():
    name, runs, sizes = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
    if name == "torch":
        import torch
        torch.set_num_threads(1)
        version = torch.__version__
    elif name == "jax":
        import jax
        import jax.numpy as jnp
        version = jax.__version__
        multiply = jax.jit(lambda a, b: a @ b)
    else:
        version = np.__version__
    for size in sizes:
        m, n, k = map(int, size.split(","))
        a, b = numbers(m, k, 37, 101), numbers(k, n, 53, 103)
        if name == "torch":
            a, b, c = torch.from_numpy(a), torch.from_numpy(b), torch.empty(m, n)
            job = lambda: torch.mm(a, b, out=c)
        elif name == "jax":
            a, b = jnp.asarray(a), jnp.asarray(b)
            job = lambda: multiply(a, b).block_until_ready()
        else:
            c = np.empty((m, n), np.float32)
            job = lambda: np.matmul(a, b, out=c)
        turns = min(3000, int(1e8 / (2 * m * n * k)) + 1)
        result = np.asarray(job()).reshape(-1)
        print(json.dumps({
            "who": f"{name} {version}", "m": m, "n": n, "k": k, "median": median(job, turns, runs),
            "value": float(result[m * n // 2])}), flush=True)
    x = numbers(128, 128, 37, 101)
    jobs = {}
    if name == "numpy":
        z = np.empty_like(x)
        jobs = {"exp": lambda: np.exp(x, out=z), "tanh": lambda: np.tanh(x, out=z)}
    elif name == "torch":
        t = torch.from_numpy(x)
        z = torch.empty_like(t)
        jobs = {
            "exp": lambda: torch.exp(t, out=z), "tanh": lambda: torch.tanh(t, out=z),
            "sigmoid": lambda: torch.sigmoid(t, out=z), "log": lambda: torch.log(t, out=z),
            "softmax": lambda: torch.softmax(t, 1)}
    else:
        t = jnp.asarray(x)
        for what, f in {"exp": jnp.exp, "tanh": jnp.tanh, "sigmoid": jax.nn.sigmoid, "log": jnp.log,
                        "softmax": jax.nn.softmax}.items():
            compiled = jax.jit(f)
            jobs[what] = lambda compiled=compiled: compiled(t).block_until_ready()
    for what, job in jobs.items():
        print(json.dumps({
            "who": f"{name} {version}", "what": what, "count": x.size,
            "median": median(job, 300, runs)}), flush=True)


if __name__ == "__main__":
    main()
