"""Layers."""
import torch
import torch.nn.functional as F

from figures import matrix, nested, numbers

GAMMA, BETA = [1.5, -0.5, 2.0], [0.1, 0.2, -0.3]


def normalised(x, gamma, beta, eps=1e-5):
    """Batch normalisation as in training."""
    return F.batch_norm(x, None, None, gamma, beta, training=True, eps=eps)


def add(figures):
    x, w, b = matrix(4, 3, 1), matrix(3, 2, 2), numbers(2, 3)
    figures.add(
        "layer.linear", "torch.nn.Linear", {"x": x, "W": w, "b": b}, "linear(x, W, b)",
        lambda x, w, b: F.linear(x, w.T, b))
    figures.add(
        "layer.linear.one", "torch.nn.Linear", {"x": x[0], "W": w, "b": b}, "linear(x, W, b)",
        lambda x, w, b: F.linear(x, w.T, b))
    for name, shape in [("2d", [4, 3]), ("3d", [2, 3, 4]), ("4d", [2, 3, 2, 2])]:
        leaves = {"x": nested(shape, 4), "gamma": GAMMA, "beta": BETA}
        figures.add(
            f"layer.batch_norm.{name}", "torch.nn.BatchNorm", leaves, "batch_norm(x, gamma, beta)",
            normalised)
        figures.add(
            f"layer.batch_norm.{name}.eps", "torch.nn.BatchNorm", leaves,
            "batch_norm(x, gamma, beta, eps=0.1)", lambda x, g, b: normalised(x, g, b, 0.1))
    figures.add(
        "layer.batch_norm.1d", "torch.nn.BatchNorm",
        {"x": numbers(5, 6), "gamma": 1.5, "beta": -0.5}, "batch_norm(x, gamma, beta)",
        lambda x, g, b: normalised(x[:, None], g[None], b[None])[:, 0])
    figures.add(
        "layer.batch_norm.constant", "torch.nn.BatchNorm",
        {"x": [[2.0, 1.0, 0.0]] * 3, "gamma": GAMMA, "beta": BETA}, "batch_norm(x, gamma, beta)",
        normalised)
    figures.add(
        "layer.dropout", "torch", {"x": x, "mask": [[1.0, 0.0, 1.0]] * 4},
        "dropout(x, mask, 0.8)", lambda x, mask: x * mask / 0.8)
    image, batch = nested([5, 6], 7), nested([2, 2, 5, 6], 8)
    kernel, kernels = nested([3, 2], 9), nested([3, 2, 3, 2], 10)
    for options, stride, padding in [
        ("", 1, 0), (", stride=2", 2, 0), (", padding=1", 1, 1), (", stride=2, padding=2", 2, 2),
        (", stride=3, padding=1", 3, 1),
    ]:
        figures.add(
            f"layer.conv2d{options}", "torch.nn.Conv2d", {"x": batch, "k": kernels},
            f"conv2d(x, k{options})",
            lambda x, k, s=stride, p=padding: F.conv2d(x, k, stride=s, padding=p))
        figures.add(
            f"layer.conv2d.plane{options}", "torch.nn.Conv2d", {"x": image, "k": kernel},
            f"conv2d(x, k{options})",
            lambda x, k, s=stride, p=padding:
                F.conv2d(x[None, None], k[None, None], stride=s, padding=p)[0, 0])
    figures.add(
        "layer.conv2d.channels", "torch.nn.Conv2d", {"x": batch[0], "k": kernels},
        "conv2d(x, k, padding=1)", lambda x, k: F.conv2d(x, k, padding=1))
    for size in (1, 2, 3):
        for name, leaf, wrap in [
            ("batch", batch, lambda f, x, n: f(x, n)),
            ("plane", image, lambda f, x, n: f(x[None, None], n)[0, 0]),
        ]:
            for pool, outside in [("max_pool2d", F.max_pool2d), ("avg_pool2d", F.avg_pool2d)]:
                figures.add(
                    f"layer.{pool}.{name}.{size}", f"torch.nn.functional.{pool}", {"x": leaf},
                    f"{pool}(x, {size})", lambda x, f=outside, w=wrap, n=size: w(f, x, n))
