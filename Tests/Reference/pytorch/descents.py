"""Optimisers: the path of a small net's parameters over twelve steps, and what each one remembers."""
import math

import keras
import torch

from figures import matrix, plain, written

STEPS = 12
X = matrix(5, 2, 21)
Y = [0.4, -0.7, 0.1, 0.9, -0.2]
START = {"w": [0.6, -0.8], "b": 0.3}
NET = [
    f"x = {written(X)}", f"y = {written(Y)}", f"param w = {written(START['w'])}",
    f"param b = {START['b']}", "L = mse(tanh(x @ w + b), y)",
]
VALLEY = ["param w = [-0.5, 0.8]", "L = (1 - w[0])^2 + 5 * (w[1] - w[0]^2)^2"]


def net(parameters):
    w, b = parameters
    return ((torch.tanh(torch.tensor(X) @ w + b) - torch.tensor(Y)) ** 2).mean()


def valley(parameters):
    w, = parameters
    return (1 - w[0]) ** 2 + 5 * (w[1] - w[0] ** 2) ** 2


# What PyTorch calls what we keep of each parameter.
STATE = {
    "sgd": {"momentum_buffer": "v"},
    "adagrad": {"sum": "s"},
    "rmsprop": {"square_avg": "s", "grad_avg": "m", "momentum_buffer": "v"},
    "adam": {"exp_avg": "m", "exp_avg_sq": "v", "max_exp_avg_sq": "v_max"},
    "adamw": {"exp_avg": "m", "exp_avg_sq": "v", "max_exp_avg_sq": "v_max"},
    "adamax": {"exp_avg": "m", "exp_inf": "u"},
    "nadam": {"exp_avg": "m", "exp_avg_sq": "v", "mu_product": "mu_product"},
    "radam": {"exp_avg": "m", "exp_avg_sq": "v"},
    "adadelta": {"square_avg": "s", "acc_delta": "u"},
    "asgd": {"ax": "ax"},
    "rprop": {"step_size": "size", "prev": "g_used"},
    "lbfgs": {},
    "ftrl": {},
}
RULES = {
    "sgd": torch.optim.SGD, "adagrad": torch.optim.Adagrad, "rmsprop": torch.optim.RMSprop,
    "adam": torch.optim.Adam, "adamw": torch.optim.AdamW, "adamax": torch.optim.Adamax,
    "nadam": torch.optim.NAdam, "radam": torch.optim.RAdam, "adadelta": torch.optim.Adadelta,
    "asgd": torch.optim.ASGD, "rprop": torch.optim.Rprop, "lbfgs": torch.optim.LBFGS,
}
# Arguments of ours that PyTorch puts into pairs.
PAIRS = {
    "betas": ("beta1", "beta2", (0.9, 0.999)), "etas": ("eta_minus", "eta_plus", (0.5, 1.2)),
    "step_sizes": ("step_min", "step_max", (1e-6, 50)),
}
CASES = {
    "sgd": [
        {"rate": 0.1}, {"rate": 0.1, "momentum": 0.9},
        {"rate": 0.1, "momentum": 0.9, "dampening": 0.5},
        {"rate": 0.1, "momentum": 0.9, "nesterov": True}, {"rate": 0.1, "weight_decay": 0.1},
        {"rate": 0.1, "momentum": 0.9, "nesterov": True, "weight_decay": 0.1},
        {"rate": 0.1, "dampening": 0.3},
    ],
    "adagrad": [
        {}, {"rate": 0.1}, {"rate": 0.1, "lr_decay": 0.1}, {"rate": 0.1, "weight_decay": 0.1},
        {"rate": 0.1, "initial_accumulator_value": 0.2, "eps": 1e-3},
    ],
    "rmsprop": [
        {}, {"rate": 0.05, "alpha": 0.9}, {"rate": 0.05, "momentum": 0.9},
        {"rate": 0.05, "centered": True},
        {"rate": 0.05, "centered": True, "momentum": 0.5, "weight_decay": 0.1, "eps": 1e-4},
    ],
    "adam": [
        {}, {"rate": 0.1}, {"rate": 0.1, "beta1": 0.8, "beta2": 0.95},
        {"rate": 0.1, "amsgrad": True}, {"rate": 0.1, "weight_decay": 0.1},
        {"rate": 0.1, "amsgrad": True, "weight_decay": 0.1, "eps": 1e-3, "beta2": 0.5},
    ],
    "adamw": [
        {}, {"rate": 0.1}, {"rate": 0.1, "weight_decay": 0.3},
        {"rate": 0.1, "amsgrad": True, "weight_decay": 0.3, "beta2": 0.5},
    ],
    "adamax": [
        {}, {"rate": 0.1}, {"rate": 0.1, "beta1": 0.8, "beta2": 0.5},
        {"rate": 0.1, "weight_decay": 0.1, "eps": 1e-2},
    ],
    "nadam": [
        {}, {"rate": 0.1}, {"rate": 0.1, "momentum_decay": 0.1},
        {"rate": 0.1, "weight_decay": 0.1}, {"rate": 0.1, "beta1": 0.8, "beta2": 0.9, "eps": 1e-3},
        {"rate": 0.1, "weight_decay": 0.1, "decoupled_weight_decay": True},
    ],
    "radam": [
        {}, {"rate": 0.1}, {"rate": 0.1, "beta1": 0.8, "beta2": 0.9},
        {"rate": 0.1, "weight_decay": 0.1}, {"rate": 0.1, "beta2": 0.9, "eps": 1e-2},
        {"rate": 0.1, "weight_decay": 0.1, "decoupled_weight_decay": True},
    ],
    "adadelta": [
        {}, {"rate": 0.5}, {"rho": 0.5, "eps": 1e-3}, {"weight_decay": 0.1},
    ],
    "asgd": [
        {}, {"rate": 0.1, "lambd": 0.1}, {"rate": 0.1, "t0": 3},
        {"rate": 0.1, "lambd": 0.2, "alpha": 0.5, "t0": 5, "weight_decay": 0.1},
    ],
    "rprop": [
        {}, {"rate": 0.1}, {"rate": 0.3, "eta_minus": 0.4, "eta_plus": 1.5},
        {"rate": 0.1, "step_min": 0.05, "step_max": 0.15},
    ],
    "lbfgs": [
        {}, {"max_iter": 1}, {"rate": 0.3, "max_iter": 1}, {"rate": 0.5, "max_iter": 3},
        {"rate": 0.5, "max_iter": 4, "history_size": 2}, {"rate": 0.5, "max_eval": 3},
        {"rate": 0.5, "max_iter": 2, "tolerance_grad": 0.05},
        {"rate": 0.5, "max_iter": 5, "tolerance_change": 1e-3},
    ],
    "ftrl": [
        {"rate": 0.1}, {}, {"rate": 0.1, "l1": 0.01, "l2": 0.1},
        {"rate": 0.1, "initial_accumulator_value": 0.5}, {"rate": 0.1, "beta": 0.3},
        {"rate": 0.1, "learning_rate_power": -0.8}, {"rate": 0.1, "learning_rate_power": 0},
        {"rate": 0.1, "l2_shrinkage": 0.2},
        {"rate": 0.2, "l1": 0.3, "l2": 0.1, "l2_shrinkage": 0.1, "beta": 0.2},
    ],
}
SCHEDULES = [
    ("step_decay({}, every=4, factor=0.5)", lambda r, t: r * 0.5 ** (t // 4)),
    ("exponential_decay({}, k=0.2)", lambda r, t: r * math.exp(-0.2 * t)),
    ("inverse_decay({}, k=0.5)", lambda r, t: r / (1 + 0.5 * t)),
    ("cosine_decay({}, steps=10)",
     lambda r, t: 0 if t >= 10 else r * (1 + math.cos(math.pi * t / 10)) / 2),
]


def arguments(options):
    """As the notation writes them."""
    def word(value):
        return str(value).lower() if isinstance(value, bool) else str(value)
    return ", ".join(f"{name}={word(value)}" for name, value in options.items())


def renamed(options):
    """As PyTorch takes them."""
    result = {"lr" if name == "rate" else name: value for name, value in options.items()}
    for pair, (first, second, standard) in PAIRS.items():
        if first in result or second in result:
            result[pair] = (result.pop(first, standard[0]), result.pop(second, standard[1]))
    return result


def point(loss, names, parameters, state):
    return {
        "loss": plain(loss),
        "values": {name: plain(p) for name, p in zip(names, parameters)},
        "gradients": {name: plain(p.grad) for name, p in zip(names, parameters)},
        "state": {name: state(p) for name, p in zip(names, parameters)},
    }


def looked(function, parameters):
    for parameter in parameters:
        parameter.grad = None
    loss = function(parameters)
    loss.backward()
    return loss


def of_pytorch(name, options, function, start, rate=None):
    """The history of PyTorch's optimiser; `rate` gives the learning rate of each step."""
    names = list(start)
    parameters = [torch.tensor(value, requires_grad=True) for value in start.values()]
    optimiser = RULES[name](parameters, **renamed(options))

    def state(parameter):
        kept = optimiser.state[parameter]
        return {
            ours: plain(kept[theirs]) for theirs, ours in STATE[name].items()
            if kept.get(theirs) is not None}

    history = [point(looked(function, parameters), names, parameters, lambda _: {})]
    for t in range(STEPS):
        if rate:
            optimiser.param_groups[0]["lr"] = rate(t)
        optimiser.step(lambda: looked(function, parameters))
        kept = {id(p): state(p) for p in parameters}
        loss = looked(function, parameters)
        history.append(point(loss, names, parameters, lambda p: kept[id(p)]))
    return history


def of_keras(options, function, start, rate=None):
    """The history of Keras' Ftrl."""
    names = list(start)
    variables = [keras.Variable(value, dtype="float64") for value in start.values()]
    parameters = [variable.value for variable in variables]
    words = {"learning_rate" if name == "rate" else name: v for name, v in options.items()}
    words.setdefault("learning_rate", 0.001)
    words = {
        {"l1": "l1_regularization_strength", "l2": "l2_regularization_strength",
         "l2_shrinkage": "l2_shrinkage_regularization_strength"}.get(name, name): value
        for name, value in words.items()}
    optimiser = keras.optimizers.Ftrl(**words)
    optimiser.build(variables)
    history = [point(looked(function, parameters), names, parameters, lambda _: {})]
    for t in range(STEPS):
        if rate:
            optimiser.learning_rate = rate(t)
        optimiser.apply([p.grad for p in parameters])
        kept = {
            id(p): {"n": plain(n.value), "z": plain(z.value)}
            for p, n, z in zip(parameters, optimiser._accumulators, optimiser._linears)}
        loss = looked(function, parameters)
        history.append(point(loss, names, parameters, lambda p: kept[id(p)]))
    return history


def add(figures):
    def descent(name, told, options, rate=None):
        lines, function, start = NET, net, START
        if name == "lbfgs":
            lines, function, start = VALLEY, valley, {"w": [-0.5, 0.8]}
        over = ", ".join(start)
        history = (
            of_keras(options, function, start, rate) if name == "ftrl"
            else of_pytorch(name, options, function, start, rate))
        source = "keras.optimizers.Ftrl" if name == "ftrl" else f"torch.optim.{RULES[name].__name__}"
        figures.descents.append({
            "id": f"optim.{name}({told})", "source": source,
            "program": [*lines, f"minimize L over {over} with {name}({told}) for {STEPS} steps"],
            "history": history,
        })

    for name, cases in CASES.items():
        for options in cases:
            descent(name, arguments(options), options)
        first = {"rate": 0.1, **({"max_iter": 1} if name == "lbfgs" else {})}
        schedules = SCHEDULES if name in ("sgd", "adam", "asgd", "ftrl") else SCHEDULES[:1]
        for text, value in schedules:
            if name == "ftrl" and "cosine" in text:
                continue  # a rate of 0 divides by it
            told = "rate=" + text.format(0.1) + (", max_iter=1" if name == "lbfgs" else "")
            descent(name, told, first, lambda t, value=value: value(0.1, t))
