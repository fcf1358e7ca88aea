"""Every loss of PyTorch's and Keras' lists, with each reduction and option, and at its kinks."""
import os

os.environ["KERAS_BACKEND"] = "torch"
import keras
import torch
import torch.nn.functional as F

from figures import Data, Labels, matrix, numbers

keras.config.set_floatx("float64")
# Outside TensorFlow, Keras meets a plain number beside a double with single precision.
keras.src.backend.common.dtypes.BIT64_TO_BIT32_DTYPE["float64"] = "float64"

P, T = matrix(2, 3, 1), matrix(2, 3, 2)
RATIO, SHARE = matrix(2, 3, 3, 0.1, 0.9), matrix(2, 3, 4, 0.1, 0.9)
SIGNS = [[1.0, -1.0, 1.0], [-1.0, -1.0, 1.0]]
SPREAD = matrix(2, 3, 5, 0.2, 3)
CHANCES = [[0.2, 0.5, 0.3], [0.1, 0.1, 0.8]]
OTHER = [[0.25, 0.25, 0.5], [0.6, 0.3, 0.1]]
LOGITS = matrix(2, 3, 6)
CLASSES = Labels([2, 0])
ONE_HOT = [[0.0, 0.0, 1.0], [1.0, 0.0, 0.0]]
FAR = [[1000.0, -1000.0, 0.0], [-1000.0, 1000.0, 50.0]]
BITS = [[1.0, 0.0, 1.0], [0.0, 1.0, 1.0]]


def squeezed(rows, reduction):
    return rows.mean() if reduction == "mean" else rows.sum() if reduction == "sum" else rows


def right_classes(bits):
    """Multi-hot rows as PyTorch's list of class indices that ends with -1."""
    rows = []
    for row in bits:
        places = [i for i, bit in enumerate(row) if bit]
        rows.append(places + [-1] * (len(row) - len(places)))
    return torch.tensor(rows)


def pytorch(figures):
    def each(source, name, call, leaves, outside, options=""):
        """The loss with each reduction."""
        for reduction in ("mean", "sum", "none"):
            figures.add(
                f"loss.{name}.{reduction}", f"torch.nn.{source}", leaves,
                f'{call}{options}, reduction="{reduction}")',
                lambda *a, r=reduction: outside(*a, r))

    pair = {"p": P, "y": T}
    each("MSELoss", "mse", "mse(p, y", pair, lambda p, y, r: F.mse_loss(p, y, reduction=r))
    each("L1Loss", "mae", "mae(p, y", pair, lambda p, y, r: F.l1_loss(p, y, reduction=r))
    kinks = {"p": [[1.0, 2.0, 3.0], [0.0, -1.0, 0.5]], "y": [[1.0, 1.0, 5.0], [1.0, -1.5, 0.5]]}
    each("L1Loss", "mae.kink", "mae(p, y", kinks, lambda p, y, r: F.l1_loss(p, y, reduction=r))
    for leaves, label in ((pair, ""), (kinks, ".kink")):
        for number in (1, 0.5, 2):
            each(
                "HuberLoss", f"huber{label}.{number}", "huber(p, y", leaves,
                lambda p, y, r, n=number: F.huber_loss(p, y, reduction=r, delta=n),
                f", delta={number}")
            each(
                "SmoothL1Loss", f"smooth_l1{label}.{number}", "smooth_l1(p, y", leaves,
                lambda p, y, r, n=number: F.smooth_l1_loss(p, y, reduction=r, beta=n),
                f", beta={number}")
    each(
        "BCELoss", "bce", "bce(p, y", {"p": RATIO, "y": SHARE},
        lambda p, y, r: F.binary_cross_entropy(p, y, reduction=r))
    each(
        "BCEWithLogitsLoss", "bce_with_logits", "bce_with_logits(z, y", {"z": P, "y": SHARE},
        lambda z, y, r: F.binary_cross_entropy_with_logits(z, y, reduction=r))
    each(
        "BCEWithLogitsLoss", "bce_with_logits.far", "bce_with_logits(z, y", {"z": FAR, "y": BITS},
        lambda z, y, r: F.binary_cross_entropy_with_logits(z, y, reduction=r))
    each(
        "CrossEntropyLoss", "softmax_cross_entropy.classes", "softmax_cross_entropy(z, y",
        {"z": LOGITS, "y": CLASSES}, lambda z, y, r: F.cross_entropy(z, y, reduction=r))
    each(
        "CrossEntropyLoss", "softmax_cross_entropy.far", "softmax_cross_entropy(z, y",
        {"z": FAR, "y": CLASSES}, lambda z, y, r: F.cross_entropy(z, y, reduction=r))
    each(
        "CrossEntropyLoss", "softmax_cross_entropy.shares", "softmax_cross_entropy(z, y",
        {"z": LOGITS, "y": CHANCES}, lambda z, y, r: F.cross_entropy(z, y, reduction=r))
    figures.add(
        "loss.softmax_cross_entropy.row", "torch.nn.CrossEntropyLoss",
        {"z": LOGITS[0], "y": Labels([1])[0]}, "softmax_cross_entropy(z, y)",
        lambda z, y: F.cross_entropy(z[None], y.detach().long()[None]))
    each(
        "NLLLoss", "nll.classes", "nll(x, y", {"x": LOGITS, "y": CLASSES},
        lambda x, y, r: F.nll_loss(x, y, reduction=r))
    each(
        "PoissonNLLLoss", "poisson_nll", "poisson_nll(z, y", {"z": P, "y": SPREAD},
        lambda z, y, r: F.poisson_nll_loss(z, y, reduction=r))
    each(
        "GaussianNLLLoss", "gaussian_nll", "gaussian_nll(m, y, v", {"m": P, "y": T, "v": SPREAD},
        lambda m, y, v, r: F.gaussian_nll_loss(m, y, v, reduction=r))
    each(
        "KLDivLoss", "kl_div_log", "kl_div_log(x, y", {"x": LOGITS, "y": CHANCES},
        lambda x, y, r: F.kl_div(x, y, reduction=r))
    each(
        "KLDivLoss", "kl_div_log.zero", "kl_div_log(x, y", {"x": LOGITS, "y": Data(ONE_HOT)},
        lambda x, y, r: F.kl_div(x, y, reduction=r))
    figures.add(
        "loss.kl_div.batchmean", "torch.nn.KLDivLoss", {"p": CHANCES, "q": OTHER}, "kl_div(p, q)",
        lambda p, q: F.kl_div(torch.log(q), p, reduction="batchmean"))
    distances = {"x": [0.3, 1.5, 0.4, 1.0, 0.0], "y": Labels([1.0, -1.0, -1.0, -1.0, -1.0])}
    for margin in (1, 0.5):
        each(
            "HingeEmbeddingLoss", f"hinge_embedding.{margin}", "hinge_embedding(x, y", distances,
            lambda x, y, r, m=margin: F.hinge_embedding_loss(x, y, m, reduction=r),
            f", margin={margin}")
    each(
        "SoftMarginLoss", "soft_margin", "soft_margin(x, y", {"x": P, "y": Data(SIGNS)},
        lambda x, y, r: F.soft_margin_loss(x, y, reduction=r))
    ranks = {
        "a": [1.0, 0.5, 2.0, 1.0, 0.0], "b": [0.0, 1.0, 1.5, 1.0, 0.5],
        "y": Data([1.0, 1.0, -1.0, 1.0, 1.0]),
    }
    for margin in (0, 0.25, 1):
        each(
            "MarginRankingLoss", f"margin_ranking.{margin}", "margin_ranking(a, b, y", ranks,
            lambda a, b, y, r, m=margin: F.margin_ranking_loss(a, b, y, m, reduction=r),
            f", margin={margin}")
    each(
        "MultiLabelSoftMarginLoss", "multi_label_soft_margin", "multi_label_soft_margin(x, y",
        {"x": P, "y": BITS}, lambda x, y, r: F.multilabel_soft_margin_loss(x, y, reduction=r))
    scores = [[0.1, 0.2, 0.4], [0.5, 1.5, -1.0]]
    each(
        "MultiLabelMarginLoss", "multi_label_margin", "multi_label_margin(x, y",
        {"x": scores, "y": Data(BITS)},
        lambda x, y, r: F.multilabel_margin_loss(x, right_classes(BITS), reduction=r))
    for p in (1, 2):
        for margin in (1, 0.5):
            each(
                "MultiMarginLoss", f"multi_margin.{p}.{margin}", "multi_margin(x, y",
                {"x": [[0.1, 0.2, 0.4], [0.5, 1.5, -0.5]], "y": CLASSES},
                lambda x, y, r, p=p, m=margin: F.multi_margin_loss(x, y, p, m, reduction=r),
                f", p={p}, margin={margin}")
    for margin in (0, 0.5):
        each(
            "CosineEmbeddingLoss", f"cosine_embedding.{margin}", "cosine_embedding(a, b, y",
            {"a": [[3.0, 4.0], [1.0, 2.0], [1.0, 0.0]], "b": [[4.0, 3.0], [2.0, 1.0], [0.0, 1.0]],
             "y": Labels([1, -1, -1])},
            lambda a, b, y, r, m=margin: F.cosine_embedding_loss(a, b, y, m, reduction=r),
            f", margin={margin}")
    # PyTorch adds 1e-6 to every difference; eps=0 is the loss itself.
    triple = {
        "a": [[1.0, 2.0], [0.0, 0.0], [0.0, 0.0]], "p": [[4.0, 6.0], [0.0, 1.0], [3.0, 4.0]],
        "n": [[1.0, -1.0], [6.0, 8.0], [6.0, 0.0]],
    }
    same = {"a": [[1.0, 1.0]], "p": [[1.0, 1.0]], "n": [[1.5, 1.0]]}
    for margin in (1, 0.5):
        for leaves, label in ((triple, ""), (same, ".origin")):
            each(
                "TripletMarginLoss", f"triplet_margin.{margin}{label}", "triplet_margin(a, p, n",
                leaves,
                lambda a, p, n, r, m=margin: F.triplet_margin_loss(a, p, n, m, eps=0, reduction=r),
                f", margin={margin}")
    near = {"near": [2.0, 0.5, 1.0], "far": [1.0, 2.0, 2.0]}
    each(
        "TripletMarginWithDistanceLoss", "triplet_margin_with_distance",
        "triplet_margin_with_distance(near, far", near,
        lambda d, e, r: F.triplet_margin_with_distance_loss(
            torch.zeros(3, 1), d[:, None], e[:, None],
            distance_function=lambda _, x: x[:, 0], reduction=r))
    # PyTorch's gradient at the log probabilities is one for logits, so it is compared there.
    for label, frames, target in [
        ("one", matrix(2, 2, 11), [1]), ("two", matrix(4, 3, 12), [1, 2]),
        ("twice", matrix(5, 3, 13), [1, 1]), ("long", matrix(8, 4, 14), [3, 1, 1, 2]),
    ]:
        figures.add(
            f"loss.ctc.{label}", "torch.nn.CTCLoss", {"z": frames, "y": Labels(target)},
            "ctc(log_softmax(z), y)",
            lambda z, y: F.ctc_loss(
                torch.log_softmax(z, -1), y, (len(z),), (len(y),), reduction="sum"))
    figures.add(
        "loss.ctc.blank", "torch.nn.CTCLoss", {"z": matrix(4, 3, 12), "y": Labels([0, 1])},
        "ctc(log_softmax(z), y, blank=2)",
        lambda z, y: F.ctc_loss(
            torch.log_softmax(z, -1), y, (4,), (2,), blank=2, reduction="sum"))


def of_keras(figures):
    def one(source, name, leaves, expression, order="py"):
        """A loss with Keras' mean; Keras takes the target first."""
        loss = getattr(keras.losses, source)(dtype="float64")
        figures.add(
            f"loss.keras.{name}", f"keras.losses.{source}", leaves, expression,
            lambda *a: loss(a[1], a[0]) if order == "py" else loss(a[0], a[1]))

    pair = {"p": P, "y": T}
    one("MeanSquaredError", "mse", pair, "mse(p, y)")
    one("MeanAbsoluteError", "mae", pair, "mae(p, y)")
    one("MeanAbsolutePercentageError", "mape", {"p": P, "y": SPREAD}, "mape(p, y)")
    one("MeanSquaredLogarithmicError", "msle", {"p": SPREAD, "y": RATIO}, "msle(p, y)")
    one("Huber", "huber", pair, "huber(p, y)")
    one("LogCosh", "log_cosh", pair, "log_cosh(p, y)")
    one("BinaryCrossentropy", "bce", {"p": RATIO, "y": SHARE}, "bce(p, y)")
    one("Hinge", "hinge", {"s": P, "y": Data(SIGNS)}, "hinge(s, y)")
    one("SquaredHinge", "squared_hinge", {"s": P, "y": Data(SIGNS)}, "squared_hinge(s, y)")
    one("KLDivergence", "kl_div", {"p": CHANCES, "q": OTHER}, "kl_div(p, q)", order="pq")
    one(
        "CategoricalHinge", "categorical_hinge", {"p": RATIO, "y": Data(ONE_HOT)},
        "categorical_hinge(p, y)")
    one("CosineSimilarity", "cosine_similarity", pair, "cosine_similarity(p, y)")
    # Keras divides probabilities by their sum first; behind a softmax that changes nothing.
    figures.add(
        "loss.keras.cross_entropy", "keras.losses.CategoricalCrossentropy",
        {"z": LOGITS, "y": Data(CHANCES)}, "cross_entropy(softmax(z), y)",
        lambda z, y: keras.losses.CategoricalCrossentropy(dtype="float64")(y, torch.softmax(z, -1)))
    figures.add(
        "loss.keras.cross_entropy.classes", "keras.losses.SparseCategoricalCrossentropy",
        {"z": LOGITS, "y": CLASSES}, "cross_entropy(softmax(z), y)",
        lambda z, y: keras.losses.SparseCategoricalCrossentropy(dtype="float64")(y, torch.softmax(z, -1)))
    figures.add(
        "loss.keras.softmax_cross_entropy", "keras.losses.CategoricalCrossentropy",
        {"z": LOGITS, "y": Data(CHANCES)}, "softmax_cross_entropy(z, y)",
        lambda z, y: keras.losses.CategoricalCrossentropy(
            from_logits=True, dtype="float64")(y, z))
    # Keras adds 1e-7 inside the logarithm; the loss itself, written out.
    for reduction in ("mean", "sum", "none"):
        figures.add(
            f"loss.keras.poisson.{reduction}", "keras.losses.Poisson", {"p": SPREAD, "y": RATIO},
            f'poisson(p, y, reduction="{reduction}")',
            lambda p, y, r=reduction: squeezed(p - y * torch.log(p), r))


def written_out(figures):
    """The reductions that the outside has no like of, from the loss' formula."""
    cases = [
        ("log_cosh(p, y", {"p": P, "y": T},
         lambda p, y: torch.log(torch.cosh(p - y))),
        ("mape(p, y", {"p": P, "y": T}, lambda p, y: 100 * torch.abs((p - y) / y)),
        ("msle(p, y", {"p": SPREAD, "y": RATIO},
         lambda p, y: (torch.log1p(p) - torch.log1p(y)) ** 2),
        ("hinge(s, y", {"s": [[1.0, 0.5, -2.0], [-1.0, 3.0, 0.0]], "y": SIGNS},
         lambda s, y: F.relu(1 - y * s)),
        ("squared_hinge(s, y", {"s": [[1.0, 0.5, -2.0], [-1.0, 3.0, 0.0]], "y": SIGNS},
         lambda s, y: F.relu(1 - y * s) ** 2),
        ("soft_margin(x, y", {"x": P, "y": SIGNS}, lambda x, y: torch.log1p(torch.exp(-y * x))),
        ("cross_entropy(p, y", {"p": CHANCES, "y": OTHER},
         lambda p, y: -(y * torch.log(p)).sum(-1)),
        ("nll(x, y", {"x": LOGITS, "y": OTHER}, lambda x, y: -(y * x).sum(-1)),
        ("kl_div(p, q", {"p": CHANCES, "q": OTHER}, lambda p, q: (p * torch.log(p / q)).sum(-1)),
        ("cosine_similarity(p, y", {"p": P, "y": T}, lambda p, y: -F.cosine_similarity(p, y, -1)),
        ("categorical_hinge(p, y", {"p": [[0.3, 0.8, 0.5], [0.2, 0.2, 3.0]], "y": ONE_HOT},
         lambda p, y: F.relu(((1 - y) * p).amax(-1) - (y * p).sum(-1) + 1)),
    ]
    for call, leaves, rows in cases:
        for reduction in ("mean", "sum", "none"):
            figures.add(
                f"loss.{call.split('(')[0]}.written.{reduction}", "torch", leaves,
                f'{call}, reduction="{reduction}")',
                lambda *a, r=reduction, f=rows: squeezed(f(*a), r))


def add(figures):
    pytorch(figures)
    of_keras(figures)
    written_out(figures)
