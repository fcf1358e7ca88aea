#!/usr/bin/env python3
"""Writes `data-figures.json`: what NumPy and scikit-learn make of data, for tests of what comes before and after training.

    python3 -m venv figures && figures/bin/pip install numpy==2.4.6 scikit-learn==1.9.1
    figures/bin/python Tests/Reference/generate_data.py

The same versions write the same file, but for the last digits.
"""
import json
import pathlib
import random
import struct

import numpy as np
import sklearn
from sklearn import datasets, decomposition, metrics, model_selection, preprocessing

HERE = pathlib.Path(__file__).resolve().parent


def rows(matrix):
    return [[float(x) for x in row] for row in np.atleast_2d(matrix)]


def curves():
    moons = datasets.make_moons(n_samples=12, shuffle=False)
    circles = datasets.make_circles(n_samples=12, shuffle=False, factor=0.4)
    return {
        "moons": {"points": rows(moons[0]), "classes": moons[1].tolist()},
        "circles": {"points": rows(circles[0]), "classes": circles[1].tolist()},
    }


def scaling():
    rng = np.random.default_rng(5)
    train = np.round(rng.normal(size=(9, 4)) @ rng.normal(size=(4, 4)) * [1, 10, 0.1, 3] + [5, -40, 1e4, 0], 3)
    test = np.round(train[:3] * 1.5 + 1, 3)
    figures = {"train": rows(train), "test": rows(test)}
    for name, scaler in (
        ("z_score", preprocessing.StandardScaler()),
        ("min_max", preprocessing.MinMaxScaler()),
        ("min_max_symmetric", preprocessing.MinMaxScaler((-1, 1))),
    ):
        figures[name] = {"train": rows(scaler.fit_transform(train)), "test": rows(scaler.transform(test))}
    pca = decomposition.PCA(whiten=True).fit(train)
    # Signs as ours: the first component of each direction is positive.
    signs = np.sign(pca.components_[:, 0])
    figures["whiten"] = {
        "train": rows(pca.transform(train) * signs), "test": rows(pca.transform(test) * signs),
        "variances": pca.explained_variance_.tolist(), "explained": pca.explained_variance_ratio_.tolist(),
        "directions": rows(pca.components_ * signs[:, None]),
    }
    return figures


def eigen():
    rng = np.random.default_rng(7)
    figures = []
    for size in (1, 2, 3, 5, 8, 13):
        a = np.round(rng.normal(size=(size, size)), 2)
        a = a + a.T
        figures.append({"matrix": rows(a), "values": np.linalg.eigvalsh(a)[::-1].tolist()})
    hilbert = np.array([[1 / (i + j + 1) for j in range(8)] for i in range(8)])
    figures.append({"matrix": rows(hilbert), "values": np.linalg.eigvalsh(hilbert)[::-1].tolist()})
    return figures


def rates():
    rng = np.random.default_rng(11)
    truth = rng.integers(0, 4, size=60)
    predicted = np.where(rng.random(60) < 0.6, truth, rng.integers(0, 3, size=60))
    precision, recall, f1, _ = metrics.precision_recall_fscore_support(truth, predicted, zero_division=0)
    binary = (truth > 1).astype(int)
    scores = np.round(binary * 0.3 + rng.random(60), 1)
    y, p = rng.normal(size=20) * 3 + 100, rng.normal(size=20) * 3 + 100
    return {
        "truth": truth.tolist(), "predicted": predicted.tolist(),
        "confusion": metrics.confusion_matrix(truth, predicted).tolist(),
        "accuracy": metrics.accuracy_score(truth, predicted),
        "precision": precision.tolist(), "recall": recall.tolist(), "f1": f1.tolist(),
        "macro_f1": metrics.f1_score(truth, predicted, average="macro", zero_division=0),
        "f2": metrics.fbeta_score(truth, predicted, beta=2, average=None, zero_division=0).tolist(),
        "balanced": metrics.balanced_accuracy_score(truth, predicted),
        "matthews": metrics.matthews_corrcoef(truth, predicted),
        "binary": binary.tolist(), "scores": scores.tolist(), "auc": metrics.roc_auc_score(binary, scores),
        "y": y.tolist(), "p": p.tolist(),
        "mse": metrics.mean_squared_error(y, p), "mae": metrics.mean_absolute_error(y, p),
        "r2": metrics.r2_score(y, p),
    }


def folds():
    figures = []
    for n, k in ((10, 5), (11, 3), (7, 7), (23, 4)):
        parts = [test.tolist() for _, test in model_selection.KFold(k).split(np.zeros(n))]
        figures.append({"rows": n, "folds": k, "validation": parts})
    return figures


def decimals():
    """Numbers as text, and the bits of the nearest double as Python reads them."""
    random.seed(3)
    texts = [
        "0", "-0", "1", "-1", ".5", "5.", "+3.25", "1e3", "1E-3", "9007199254740993", "9007199254740992.5",
        "0.1", "0.30000000000000004", "2.2250738585072014e-308", "4.9e-324", "2e-324", "1.7976931348623157e308",
        "123456789012345678901234567890", "0.000000000000000000000000000001234567890123456789", "1e22", "1e23",
        "8.41e21", "5e-22", "00012", "1.00000000000000000000000000000000001", "9.5367431640625e-07",
    ]
    for _ in range(200):
        value = struct.unpack("<d", struct.pack("<Q", random.getrandbits(63)))[0]
        if value == value and value != float("inf"):
            texts.append(repr(value))
        texts.append(f"{random.uniform(-1000, 1000):.{random.randrange(0, 20)}f}")
        texts.append(f"{random.getrandbits(60)}e{random.randrange(-40, 40)}")
    return [[text, f"{struct.unpack('<Q', struct.pack('<d', float(text)))[0]:x}"] for text in texts]


def digits():
    data = datasets.load_digits()
    pca = decomposition.PCA().fit(data.data)
    return {
        "sums": data.data.sum(axis=0).astype(int).tolist(), "classes": np.bincount(data.target).tolist(),
        "first": data.data[0].astype(int).tolist(), "first_classes": data.target[:20].tolist(),
        "explained": pca.explained_variance_ratio_[:10].tolist(),
        "rank": int((pca.explained_variance_ > 1e-12).sum()),
    }


def main():
    figures = {
        "format": "data-figures/1", "numpy": np.__version__, "scikit-learn": sklearn.__version__,
        "curves": curves(), "scaling": scaling(), "eigen": eigen(), "rates": rates(), "folds": folds(),
        "decimals": decimals(), "digits": digits(),
    }
    lines = ",\n".join(f"{json.dumps(key)}: {json.dumps(value, allow_nan=False)}" for key, value in figures.items())
    path = HERE / "data-figures.json"
    path.write_text("{" + lines + "}\n")
    print(f"{path.name}: {path.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
