"""Two mistakes in one answer. Four digits; where two names for one of them are fair, either will do."""
from math import log10, tanh

import numpy as np

from sheet import Program, dsigmoid, on, relu, sigmoid, softmax

TWO = ("missing-two", "power-rule")


def either(first, second):
    """Every pair of a name of the first mistake and one of the second."""
    names = lambda one: (one,) if isinstance(one, str) else one
    return [[a, b] for a in names(first) for b in names(second)]


def neuron():
    x, w, b, t = 1.15, 0.85, -0.35, 0.2

    def forward(v):
        v.z = v.w * v.x + v.b
        v.a = sigmoid(v.z)
        v.L = (v.a - v.t) ** 2

    def backward(v):
        gz = 2 * (v.a - v.t) * v.a * (1 - v.a)
        return {"z": gz, "w": gz * v.x, "x": gz * v.w, "b": gz}

    p = Program("neuron", {"x": x, "w": w, "b": b, "t": t},
                "z = w * x + b; a = sigmoid(z); L = (a - t)^2; backward L", forward, backward, "L",
                {"t": "target", "w": "param", "b": "param"})
    z = w * x + b
    a = float(sigmoid(z))
    gz = 2 * (a - t) * a * (1 - a)
    a0 = float(sigmoid(w * x))
    turned = ("target-minus-prediction", "sign-flip")
    p.slip("grad w", either(TWO, "no-activation-derivative"), (a - t) * x, "on the way")
    p.slip("grad w", either(turned, "no-activation-derivative"), -2 * (a - t) * x, "on the way")
    p.slip("grad b", either(TWO, "derivative-at-input"), (a - t) * z * (1 - z), "on the way")
    p.slip("grad x", either(turned, "swapped-operands"), -gz * x, "on the way")
    p.slip("grad w", either("bias-forgotten", TWO), (a0 - t) * a0 * (1 - a0) * x, "both passes")
    p.slip("L", [["activation-forgotten", "bias-forgotten"]], (w * x - t) ** 2, "forward")
    p.slip("grad w", either("activation-forgotten", TWO), (z - t) * x, "both passes")
    p.slip("grad b", either("derivative-at-output", turned), -2 * (a - t) * dsigmoid(a), "on the way")


def chain():
    x, w1, w2, b1, b2, t = 0.95, 1.15, -0.7, 0.3, 0.55, 0.85

    def forward(v):
        v.h = np.tanh(v.w1 * v.x + v.b1)
        v.p = sigmoid(v.w2 * v.h + v.b2)
        v.L = 0.5 * (v.p - v.t) ** 2

    def backward(v):
        gs = (v.p - v.t) * v.p * (1 - v.p)
        gu = gs * v.w2 * (1 - v.h ** 2)
        return {"w2": gs * v.h, "b2": gs, "h": gs * v.w2, "w1": gu * v.x, "b1": gu}

    p = Program("two layers", {"x": x, "w1": w1, "b1": b1, "w2": w2, "b2": b2, "t": t},
                "h = tanh(w1 * x + b1); p = sigmoid(w2 * h + b2); L = 0.5 * (p - t)^2; backward L",
                forward, backward, "L",
                {"t": "target", "w1": "param", "b1": "param", "w2": "param", "b2": "param"})
    u = w1 * x + b1
    h = tanh(u)
    s = w2 * h + b2
    q = float(sigmoid(s))
    gp = q - t
    gs = gp * q * (1 - q)
    p.slip("grad w1", [["no-activation-derivative", "derivative-at-output"]],
           gp * dsigmoid(q) * w2 * x, "one at each activation")
    p.slip("grad w1", [["extra-two", "swapped-operands"]], 2 * gs * w2 * (1 - h * h) * w1, "on the way")
    p.slip("grad w1", [["derivative-at-input", "swapped-operands"]], gs * h * (1 - u * u) * x,
           "1 - u² and h for w2")
    p.slip("p", [["activation-forgotten", "bias-forgotten"]], sigmoid(w2 * (w1 * x) + b2),
           "of the first layer")


def vectors():
    A, B, s = np.array([0.7, 1.9, -1.3]), np.array([1.1, -0.5, 0.8]), 2.3

    def forward(v):
        v.p = v.a * v.b
        v.q = v.s * v.a
        v.r = v.p - v.q
        v.m = np.mean(v.r * v.r)

    def backward(v):
        gr = 2 * v.r / 3
        return {"r": gr, "q": -gr, "a": gr * v.b - gr * v.s, "b": gr * v.a, "s": -np.sum(gr * v.a)}

    p = Program("mean of squares", {"a": A, "b": B, "s": s},
                "p = a * b; q = s * a; r = p - q; m = mean(r * r); backward m",
                forward, backward, "m")
    r = A * B - s * A
    gr = 2 * r / 3
    p.slip("grad a", [["missing-path", "missing-mean"]], 2 * r * B, "the use in q left out")
    p.slip("grad q", [["subtraction-sign", "missing-mean"]], 2 * r, "directly")
    p.slip("grad s", [["subtraction-sign", "bias-not-summed"]], (gr * A)[0], "one of three")
    p.slip("grad b", [["swapped-operands", "missing-mean"]], 2 * r * B, "on the way")


def rows():
    X = np.array([[0.9, -0.4], [-1.2, 0.7], [0.5, 1.6]])
    W = np.array([[0.35, 0.8], [-0.6, 0.45]])
    B = np.array([-0.2, 0.3])
    T = np.array([[0.6, -0.7], [1.1, 0.2], [-0.5, 0.9]])

    def forward(v):
        v.Z = v.X @ v.W + v.b
        v.H = relu(v.Z)
        v.L = np.mean((v.H - v.T) ** 2)

    def backward(v):
        gH = 2 * (v.H - v.T) / 6
        gZ = gH * on(v.Z)
        return {"H": gH, "Z": gZ, "W": v.X.T @ gZ, "b": gZ.sum(axis=0), "X": gZ @ v.W.T}

    p = Program("relu batch", {"X": X, "W": W, "b": B, "T": T},
                "Z = X @ W + b; H = relu(Z); L = mse(H, T); backward L", forward, backward, "L",
                {"T": "target", "W": "param", "b": "param"})
    Z = X @ W + B
    gH = 2 * (relu(Z) - T) / 6
    gZ = gH * on(Z)
    p.slip("grad b", [["bias-not-summed", "missing-two"]], gZ / 2, "all rows, half of each")
    p.slip("grad W", [["transposed", "missing-two"]], (X.T @ gZ / 2).T, "the transpose of half")
    p.slip("grad W", [["relu-gate-ignored", "missing-mean"], ["no-activation-derivative", "missing-mean"]],
           X.T @ gH * 6, "on the way")
    p.slip("grad X", [["transposed", "missing-mean"]], gZ * 6 @ W, "W for Wᵀ")

    Y = np.array([[0.0, 1.0], [1.0, 0.0], [0.0, 1.0]]) * 0.6 + 0.2

    def forward(v):
        v.Z = v.X @ v.W + v.b
        v.P = softmax(v.Z)
        v.L = -np.mean(np.sum(v.Y * np.log(v.P), axis=1))

    def backward(v):
        gZ = (v.P - v.Y) / 3
        return {"Z": gZ, "W": v.X.T @ gZ, "b": gZ.sum(axis=0)}

    p = Program("softmax batch", {"X": X, "W": W, "b": B, "Y": Y.round(10)},
                "Z = X @ W + b; P = softmax(Z); L = cross_entropy(P, Y); backward L",
                forward, backward, "L", {"Y": "target", "W": "param", "b": "param"})
    P = softmax(X @ W + B)
    diagonal = -Y * (1 - P)
    p.slip("grad W", [["softmax-diagonal", "missing-mean"]], X.T @ diagonal, "on the way")
    p.slip("grad b", [["softmax-diagonal", "bias-not-summed"]], diagonal[1] / 3, "one row")


def more():
    a, u, c = 2.9, 1.4, 0.8

    def forward(v):
        v.d = v.u ** 3
        v.q = v.a / v.d
        v.L = v.c * v.q

    def backward(v):
        gd = -v.c * v.a / v.d ** 2
        return {"q": v.c, "d": gd, "u": gd * 3 * v.u ** 2, "a": v.c / v.d}

    p = Program("quotient of a power", {"a": a, "u": u, "c": c},
                "d = u^3; q = a / d; L = c * q; backward L", forward, backward, "L")
    d = u ** 3
    p.slip("grad u", [["quotient-rule", "power-rule"]], -c * a / d * u ** 2, "no square, no factor")
    p.slip("grad u", [["quotient-rule", "power-rule"]], c * a / d ** 2 * 3 * u ** 3,
           "no minus, the exponent kept")

    a, x, b = 2.6, 1.7, 1.2

    def forward(v):
        v.q = v.a * v.x + v.b
        v.y = np.log(v.q)
        v.L = v.y * v.y

    p = Program("logarithm of a line", {"a": a, "x": x, "b": b},
                "q = a * x + b; y = log(q); L = y * y; backward L", forward,
                lambda v: {"y": 2 * v.y, "q": 2 * v.y / v.q}, "L")
    p.slip("y", [["log-base", "bias-forgotten"]], log10(a * x), "log₁₀ without b")


def add():
    neuron()
    chain()
    vectors()
    rows()
    more()
