"""Neurons and small nets of scalars: activations, gates, biases, logarithms, thresholds, readings."""
from math import log, log10, log2, tanh

import numpy as np

from sheet import Program, dsigmoid, dtanh, relu, sigmoid


def sigmoid_neuron():
    """One sigmoid unit and a squared error."""
    def forward(v):
        v.z = v.w * v.x + v.b
        v.a = sigmoid(v.z)
        v.L = (v.a - v.t) ** 2

    def backward(v):
        ga = 2 * (v.a - v.t)
        gz = ga * v.a * (1 - v.a)
        return {"a": ga, "z": gz, "w": gz * v.x, "x": gz * v.w, "b": gz, "t": -ga}

    p = Program("sigmoid neuron", {"x": 0.8, "w": -1.4, "b": 0.35, "t": 0.9},
                "z = w * x + b; a = sigmoid(z); L = (a - t)^2; backward L",
                forward, backward, "L", {"w": "param", "b": "param", "t": "target"})
    x, w, b, t = 0.8, -1.4, 0.35, 0.9
    z = w * x + b
    a = float(sigmoid(z))
    ga = 2 * (a - t)
    gz = ga * a * (1 - a)
    p.slip("grad z", "no-activation-derivative", ga, "directly")
    p.slip("grad w", "no-activation-derivative", ga * x, "on the way")
    p.slip("grad z", "derivative-at-output", ga * dsigmoid(a), "directly")
    p.slip("grad w", "derivative-at-output", ga * dsigmoid(a) * x, "on the way")
    p.slip("grad z", "derivative-at-input", ga * z * (1 - z), "directly")
    p.slip("grad x", "derivative-at-input", ga * z * (1 - z) * w, "on the way")
    p.slip("grad a", "target-minus-prediction", -ga, "directly")
    p.slip("grad w", "target-minus-prediction", -gz * x, "on the way")
    p.slip("grad b", [["missing-two"], ["power-rule"]], gz / 2, "the 2 left out on the way")
    p.slip("grad w", "swapped-operands", gz * w, "w itself")
    p.slip("grad x", "swapped-operands", gz * x, "x itself")
    p.slip("grad z", "no-upstream", a * (1 - a), "the activation's derivative alone")
    p.slip("grad x", "no-upstream", a * (1 - a) * w, "the activation's derivative on the way")
    p.slip("grad x", "no-upstream", w, "the product's derivative alone", text="-7/5")
    p.slip("a", "activation-forgotten", z, "the value", text="-0.77")
    p.slip("L", "activation-forgotten", (z - t) ** 2, "the loss")
    p.slip("grad w", "activation-forgotten", 2 * (z - t) * x, "on the way back")
    p.slip("z", "bias-forgotten", w * x, "the value", text="-1.12")
    p.slip("a", "bias-forgotten", sigmoid(w * x), "on the way")
    p.slip("L", "bias-forgotten", (sigmoid(w * x) - t) ** 2, "further on the way")
    a0 = float(sigmoid(w * x))
    p.slip("grad w", "bias-forgotten", 2 * (a0 - t) * a0 * (1 - a0) * x, "on the way back")
    p.slip("z", "precedence", w * (x + b), "the sum first", first=False, maybe=True,
           comment="Right to left, which the table does not name.")


def activations():
    """Every activation's own derivative, and the two places where it may be taken."""
    def net(name, call, f, df, more=None):
        def forward(v):
            v.z = v.w * v.x
            v.a = f(v.z)
            v.L = v.k * v.a * v.a

        def backward(v):
            ga = 2 * v.k * v.a
            gz = ga * df(v.z)
            return {"a": ga, "z": gz, "w": gz * v.x, "x": gz * v.w, "k": v.a * v.a}

        x, w, k = 0.7, 1.9, 1.3
        z = w * x
        p = Program(name, {"x": x, "w": w, "k": k},
                    f"z = w * x; a = {call}; L = k * a * a; backward L", forward, backward, "L")
        a = float(f(z))
        ga = 2 * k * a
        p.slip("grad z", "no-activation-derivative", ga, "directly")
        p.slip("grad w", "derivative-at-output", ga * df(a) * x, "on the way")
        p.slip("grad w", "activation-forgotten", 2 * k * z * x, "on the way back")
        p.slip("grad z", "no-upstream", df(z), "the activation's derivative alone")
        if more:
            more(p, x, w, k, z, a, ga)

    def of_tanh(p, x, w, k, z, a, ga):
        p.slip("grad z", "derivative-at-input", ga * (1 - z * z), "1 - z²")
        p.slip("grad x", "derivative-at-input", ga * (1 - z * z) * w, "1 - z² on the way")

    def of_sigmoid(p, x, w, k, z, a, ga):
        p.slip("grad z", "derivative-at-input", ga * z * (1 - z), "z(1 - z)")

    net("tanh unit", "tanh(z)", np.tanh, dtanh, of_tanh)
    net("sigmoid unit", "sigmoid(z)", sigmoid, dsigmoid, of_sigmoid)
    net("softplus unit", "softplus(z)", lambda z: np.log1p(np.exp(z)), sigmoid)
    net("silu unit", "silu(z)", lambda z: z * sigmoid(z),
        lambda z: sigmoid(z) * (1 + z * (1 - sigmoid(z))))


def chain():
    """tanh, then sigmoid: each rule broken at one place and at both."""
    def forward(v):
        v.u = v.w1 * v.x + v.b1
        v.h = np.tanh(v.u)
        v.s = v.w2 * v.h + v.b2
        v.p = sigmoid(v.s)
        v.L = 0.5 * (v.p - v.t) ** 2

    def backward(v):
        gp = v.p - v.t
        gs = gp * v.p * (1 - v.p)
        gh = gs * v.w2
        gu = gh * (1 - v.h ** 2)
        return {"p": gp, "s": gs, "h": gh, "u": gu, "w2": gs * v.h, "b2": gs, "w1": gu * v.x,
                "b1": gu, "x": gu * v.w1}

    p = Program("chain", {"x": 1.25, "w1": 0.6, "b1": -0.2, "w2": 1.7, "b2": 0.45, "t": 0.15},
                "u = w1 * x + b1; h = tanh(u); s = w2 * h + b2; p = sigmoid(s); "
                "L = 0.5 * (p - t)^2; backward L", forward, backward, "L",
                {"w1": "param", "b1": "param", "w2": "param", "b2": "param", "t": "target"})
    x, w1, b1, w2, b2, t = 1.25, 0.6, -0.2, 1.7, 0.45, 0.15
    u = w1 * x + b1
    h = tanh(u)
    s = w2 * h + b2
    q = float(sigmoid(s))
    gp = q - t
    gs = gp * q * (1 - q)
    gu = gs * w2 * (1 - h * h)
    p.slip("grad w1", "no-activation-derivative", gs * w2 * x, "at tanh")
    p.slip("grad w1", "no-activation-derivative", gp * w2 * (1 - h * h) * x, "at the sigmoid")
    p.slip("grad w1", "no-activation-derivative", gp * w2 * x, "everywhere")
    p.slip("grad w1", "derivative-at-output", gs * w2 * dtanh(h) * x, "at tanh")
    p.slip("grad w1", "derivative-at-output", gp * dsigmoid(q) * w2 * (1 - h * h) * x,
           "at the sigmoid")
    p.slip("grad b1", "derivative-at-output", gp * dsigmoid(q) * w2 * dtanh(h), "everywhere")
    p.slip("grad w1", "derivative-at-input", gs * w2 * (1 - u * u) * x, "at tanh")
    p.slip("grad w1", "derivative-at-input", gp * s * (1 - s) * w2 * (1 - h * h) * x,
           "at the sigmoid")
    p.slip("grad b1", "derivative-at-input", gp * s * (1 - s) * w2 * (1 - u * u), "everywhere")
    p.slip("grad w1", "swapped-operands", gs * h * (1 - h * h) * x, "h itself on the way")
    p.slip("grad w1", "swapped-operands", gs * h * (1 - h * h) * w1, "everywhere", maybe=True,
           comment="Everywhere but at 0.5 * s, where the other operand is a constant.")
    p.slip("grad w2", "swapped-operands", gs * w2, "w2 itself")
    p.slip("grad w1", "extra-two", 2 * gu * x, "on the way")
    p.slip("grad p", "extra-two", 2 * gp, "directly")
    p.slip("grad s", "target-minus-prediction", -gs, "on the way")
    p.slip("grad w1", "no-upstream", (1 - h * h) * x, "tanh's derivative on the way")
    p.slip("grad w1", "no-upstream", w2 * (1 - h * h) * x, "h's derivative on the way")
    # Forward mistakes.
    q1 = float(sigmoid(w2 * tanh(w1 * x) + b2))
    q2 = float(sigmoid(w2 * h))
    q3 = float(sigmoid(w2 * tanh(w1 * x)))
    p.slip("p", "bias-forgotten", q1, "the first")
    p.slip("p", "bias-forgotten", q2, "the second")
    p.slip("p", "bias-forgotten", q3, "everywhere")
    p.slip("grad w2", "bias-forgotten", (q2 - t) * q2 * (1 - q2) * h, "the second, on the way back")
    h1 = tanh(w1 * x)
    p.slip("grad w1", "bias-forgotten", (q3 - t) * q3 * (1 - q3) * w2 * (1 - h1 * h1) * x,
           "everywhere, on the way back")
    q4 = float(sigmoid(w2 * u + b2))
    p.slip("p", "activation-forgotten", q4, "the first")
    p.slip("p", "activation-forgotten", s, "the second")
    p.slip("p", "activation-forgotten", w2 * u + b2, "everywhere")
    p.slip("grad w1", "activation-forgotten", (w2 * u + b2 - t) * w2 * x,
           "everywhere, on the way back")
    p.slip("grad w2", "activation-forgotten", (q4 - t) * q4 * (1 - q4) * u,
           "the first, on the way back")


def gates():
    """Two gates times each other, each input shared, as in a recurrent cell."""
    def forward(v):
        v.i = sigmoid(v.p * v.x)
        v.g = np.tanh(v.q * v.x)
        v.c = v.i * v.g
        v.L = v.k * v.c

    def backward(v):
        gc = v.k
        gi, gg = gc * v.g, gc * v.i
        return {"c": gc, "i": gi, "g": gg, "k": v.c,
                "p": gi * v.i * (1 - v.i) * v.x, "q": gg * (1 - v.g ** 2) * v.x,
                "x": gi * v.i * (1 - v.i) * v.p + gg * (1 - v.g ** 2) * v.q}

    p = Program("gates", {"x": 1.6, "p": 0.55, "q": -0.4, "k": 2.9},
                "i = sigmoid(p * x); g = tanh(q * x); c = i * g; L = k * c; backward L",
                forward, backward, "L")
    x, a, b, k = 1.6, 0.55, -0.4, 2.9
    i, g = float(sigmoid(a * x)), tanh(b * x)
    di, dg = i * (1 - i), 1 - g * g
    p.slip("grad x", "missing-path", k * g * di * a, "only through i", at="x")
    p.slip("grad x", "missing-path", k * i * dg * b, "only through g", at="x")
    p.slip("grad x", "no-activation-derivative", k * g * a + k * i * dg * b, "at i")
    p.slip("grad x", "no-activation-derivative", k * g * a + k * i * b, "everywhere")
    p.slip("grad x", "derivative-at-output", k * g * dsigmoid(i) * a + k * i * dtanh(g) * b,
           "everywhere")
    p.slip("grad p", "swapped-operands", k * i * di * x, "i itself on the way")
    p.slip("grad q", "swapped-operands", k * i * dg * b, "q itself")
    p.slip("grad i", "swapped-operands", k * i, "i itself")
    p.slip("grad g", "no-upstream", i, "the product's derivative alone")
    p.slip("grad q", "derivative-at-input", k * i * (1 - (b * x) ** 2) * x, "on the way")
    p.slip("c", "activation-forgotten", a * x * g, "of i")
    p.slip("c", "activation-forgotten", a * x * b * x, "everywhere")


def dead_units():
    """relu that is off, alone and on the way."""
    def forward(v):
        v.z = v.w * v.x + v.b
        v.h = relu(v.z)
        v.u = v.m * v.x
        v.L = v.k * v.h + v.u * v.u

    def backward(v):
        return {"h": v.k, "z": 0.0, "w": 0.0, "b": 0.0, "u": 2 * v.u,
                "x": 2 * v.u * v.m, "m": 2 * v.u * v.x, "k": 0.0}

    p = Program("dead unit", {"x": 1.4, "w": -0.9, "b": 0.5, "m": 0.75, "k": 2.7},
                "z = w * x + b; h = relu(z); u = m * x; L = k * h + u * u; backward L",
                forward, backward, "L")
    x, w, b, m, k = 1.4, -0.9, 0.5, 0.75, 2.7
    u = m * x
    p.slip("grad z", "relu-gate-ignored", k, "directly", text="2.7")
    p.slip("grad w", "relu-gate-ignored", k * x, "on the way", text="3.78")
    p.slip("grad b", "relu-gate-ignored", k, "on the way", text="27/10")
    p.slip("grad x", "relu-gate-ignored", k * w + 2 * u * m, "at one of two paths")
    p.slip("h", "activation-forgotten", w * x + b, "the value", text="-0.76")
    p.slip("L", "activation-forgotten", k * (w * x + b) + u * u, "on the way")
    p.slip("grad m", "missing-path", u * x, "one use of u * u", at="u")
    p.slip("grad x", "swapped-operands", 2 * u * x, "x itself")

    def forward(v):
        v.a = relu(v.w * v.x)
        v.c = relu(v.r * v.a + v.s)
        v.L = (v.c - v.y) ** 2 + v.k * v.x

    def backward(v):
        return {"c": 2 * (v.c - v.y), "a": 0.0, "w": 0.0, "r": 0.0, "x": v.k, "k": v.x}

    p = Program("dead chain", {"x": -1.3, "w": 0.8, "r": 1.5, "s": -0.6, "y": 0.7, "k": 0.9},
                "a = relu(w * x); c = relu(r * a + s); L = (c - y)^2 + k * x; backward L",
                forward, backward, "L")
    gc = 2 * -0.7
    p.slip("grad a", "relu-gate-ignored", gc * 1.5, "at c", text="-2.1")
    p.slip("grad w", "relu-gate-ignored", gc * 1.5 * -1.3, "everywhere", text="2.73")
    p.slip("grad x", "relu-gate-ignored", gc * 1.5 * 0.8 + 0.9, "everywhere, on one of two paths",
           text="-0.78")


def logarithms():
    """ln taken for log₁₀ and log₂."""
    ten, two = log(10), log(2)

    def forward(v):
        v.q = v.a * v.x + v.b
        v.y = np.log(v.q)
        v.L = v.k * v.y * v.y

    def backward(v):
        gy = 2 * v.k * v.y
        gq = gy / v.q
        return {"y": gy, "q": gq, "x": gq * v.a, "a": gq * v.x, "b": gq}

    p = Program("logarithm", {"a": 1.4, "x": 2.2, "b": 0.9, "k": 1.8},
                "q = a * x + b; y = log(q); L = k * y * y; backward L", forward, backward, "L")
    a, x, b, k = 1.4, 2.2, 0.9, 1.8
    q = a * x + b
    y = log(q)
    p.slip("y", "log-base", log10(q), "log₁₀")
    p.slip("y", "log-base", log2(q), "log₂")
    p.slip("L", "log-base", k * log10(q) ** 2, "log₁₀ on the way")
    p.slip("grad y", "log-base", 2 * k * log2(q), "log₂ in the value, on the way back")
    p.slip("grad q", "log-base", 2 * k * log10(q) / (q * ten), "log₁₀ in value and derivative")
    p.slip("grad x", "log-base", 2 * k * log2(q) / (q * two) * a, "log₂ in value and derivative")
    p.slip("y", "bias-forgotten", log(a * x), "on the way")

    def forward(v):
        v.p = sigmoid(v.z)
        v.L = -(v.t * np.log(v.p) + (1 - v.t) * np.log(1 - v.p))

    def backward(v):
        gp = -v.t / v.p + (1 - v.t) / (1 - v.p)
        return {"p": gp, "z": v.p - v.t}

    leaves = {"z": 0.85, "t": 0.3}
    z, t = 0.85, 0.3
    pr = float(sigmoid(z))
    loss = -(t * log(pr) + (1 - t) * log(1 - pr))
    gp = -t / pr + (1 - t) / (1 - pr)
    p = Program("written cross entropy", leaves,
                "p = sigmoid(z); L = -(t * log(p) + (1 - t) * log(1 - p)); backward L",
                forward, backward, "L", {"t": "target"})
    p.slip("L", "log-base", -(t * log10(pr) + (1 - t) * log(1 - pr)), "log₁₀ at one place")
    p.slip("L", "log-base", loss / ten, "log₁₀ everywhere")
    p.slip("L", "log-base", loss / two, "log₂ everywhere")
    p.slip("grad p", "subtraction-sign", -t / pr - (1 - t) / (1 - pr), "of 1 - p",
           first=False)
    p.slip("grad z", "subtraction-sign", (-t / pr - (1 - t) / (1 - pr)) * pr * (1 - pr),
           "of 1 - p, on the way", first=False)
    p.slip("grad z", "no-activation-derivative", gp, "directly")
    p.slip("grad p", "missing-path", -t / pr, "only the first logarithm", at="p")

    p = Program("bce", leaves, "p = sigmoid(z); L = bce(p, t); backward L",
                forward, backward, "L", {"t": "target"})
    p.slip("L", "log-base", loss / ten, "log₁₀ inside the loss")
    p.slip("L", "log-base", loss / two, "log₂ inside the loss")
    p.slip("grad p", [["log-base"]], gp / two, "log₂ in value and derivative")
    p.slip("grad z", "derivative-at-output", gp * dsigmoid(pr), "on the way")
    p.slip("grad z", [["target-minus-prediction"], ["sign-flip"]], t - pr, "t - p",
           comment="target-minus-prediction in a loss whose gradient holds p - t.")

    def forward(v):
        v.L = -(v.t * np.log(sigmoid(v.z)) + (1 - v.t) * np.log(1 - sigmoid(v.z)))

    p = Program("bce of logits", leaves, "L = bce_with_logits(z, t); backward L",
                forward, lambda v: {"z": sigmoid(v.z) - v.t}, "L", {"t": "target"})
    p.slip("grad z", "target-minus-prediction", t - pr, "directly")
    p.slip("L", "log-base", loss / two, "log₂ inside the loss")


def thresholds():
    """Step units on their threshold: > for >=."""
    def forward(v):
        v.z = v.w1 * v.x1 + v.w2 * v.x2 - v.theta
        v.y = (v.z >= -1e-12) * 1.0
        v.s = v.c * v.y + v.d

    flat = lambda v: {}
    p = Program("threshold unit", {"x1": 1, "x2": 0, "w1": 0.7, "w2": 0.4, "theta": 0.7,
                                   "c": 2.35, "d": 0.48},
                "z = w1 * x1 + w2 * x2 - theta; y = step(z); s = c * y + d", forward, flat, "s")
    p.slip("y", "threshold-strict", 0, "directly", text="0")
    p.slip("s", "threshold-strict", 0.48, "on the way", text="0.48", first=False,
           comment="y = 0 times c leaves d: other slips may give it too.")

    def forward(v):
        v.h1 = (v.x1 + v.x2 - 1 >= 0) * 1.0
        v.h2 = (v.x1 + v.x2 - 2 >= 0) * 1.0
        v.s = v.a * v.h1 + v.b * v.h2 + v.d

    p = Program("threshold net", {"x1": 1, "x2": 1, "a": 1.45, "b": -0.62, "d": 3.3},
                "h1 = step(x1 + x2 - 1); h2 = step(x1 + x2 - 2); s = a * h1 + b * h2 + d",
                forward, flat, "s")
    p.slip("h2", "threshold-strict", 0, "directly", text="0")
    p.slip("s", "threshold-strict", 1.45 + 3.3, "on the way", text="4.75")

    def forward(v):
        v.z = v.w * v.x + v.b
        v.y = (v.z >= 0) * 1.0
        v.s = v.m * v.y + v.n

    p = Program("threshold vector", {"x": [0.5, -0.25, 0.75], "w": 4.0, "b": 1.0,
                                     "m": [1.3, 2.4, 3.7], "n": [0.6, 0.2, 0.9]},
                "z = w * x + b; y = step(z); s = m * y + n", forward, flat, "s")
    p.slip("y", "threshold-strict", [1, 0, 1], "in one of three", text="[1, 0, 1]")
    p.slip("s", "threshold-strict", [1.9, 0.2, 4.6], "on the way", text="[1.9, 0.20, 4.6]")

    def forward(v):
        v.f = (v.x - 0.3 >= -1e-12) * 1.0
        v.n = 1 - (0.1 + 0.2 - v.x >= -1e-12) * 1.0
        v.s = v.a * v.f + v.b * v.n + v.c

    p = Program("threshold both ways", {"x": 0.3, "a": 1.7, "b": 2.6, "c": 0.9},
                "f = step(x - 0.3); n = 1 - step(0.1 + 0.2 - x); s = a * f + b * n + c",
                forward, flat, "s")
    p.slip("n", "threshold-strict", 1, "1 - step(-z) is > where step is >=", text="1")
    p.slip("s", "threshold-strict", 0.9, "at f", text="0.90", first=False,
           comment="With f off only c is left: other slips may give it too.")
    p.slip("s", "threshold-strict", 1.7 + 2.6 + 0.9, "at n", text="5.2")
    p.slip("s", "threshold-strict", 2.6 + 0.9, "everywhere", text="3.5")


def readings():
    """Formulas read in another order than the notation's."""
    def forward(v):
        v.y = v.a + v.b * v.c
        v.L = v.k * v.y * v.y

    def backward(v):
        gy = 2 * v.k * v.y
        return {"y": gy, "a": gy, "b": gy * v.c, "c": gy * v.b}

    a, b, c, k = 1.7, 0.6, 2.4, 0.35
    p = Program("sum and product", {"a": a, "b": b, "c": c, "k": k},
                "y = a + b * c; L = k * y * y; backward L", forward, backward, "L")
    y = (a + b) * c
    p.slip("y", "precedence", y, "the sum first", text="5.52")
    p.slip("L", "precedence", k * y * y, "on the way")
    p.slip("grad b", "precedence", 2 * k * y * c, "in both passes")
    p.slip("grad a", "precedence", 2 * k * y * c, "in both passes")
    p.slip("y", "bias-forgotten", b * c, "a left out", text="1.44",
           comment="a is a leaf added to a product and itself in none.")

    def forward(v):
        v.u = -v.x ** 2
        v.L = v.u + v.m * v.x

    p = Program("minus a square", {"x": 1.3, "m": 0.8}, "u = -x^2; L = u + m * x; backward L",
                forward, lambda v: {"u": 1.0, "x": -2 * v.x + v.m, "m": v.x}, "L")
    x, m = 1.3, 0.8
    p.slip("u", [["precedence"], ["sign-flip"]], x * x, "(-x)²", text="1.69",
           comment="precedence is the special rule, yet the table does not put it before sign-flip.")
    p.slip("L", [["precedence"], ["sign-flip"]], x * x + m * x, "(-x)² on the way", text="2.73")
    p.slip("grad x", [["precedence"], ["sign-flip"]], 2 * x + m, "(-x)² in both passes",
           text="3.4", first=False)

    def forward(v):
        v.r = v.a / v.b * v.c
        v.L = v.k * v.r + v.b

    p = Program("quotient and product", {"a": 3.1, "b": 1.6, "c": 0.7, "k": 2.2},
                "r = a / b * c; L = k * r + b; backward L", forward,
                lambda v: {"r": v.k, "a": v.k * v.c / v.b, "c": v.k * v.a / v.b,
                           "b": -v.k * v.a * v.c / v.b ** 2 + 1}, "L")
    a, b, c, k = 3.1, 1.6, 0.7, 2.2
    p.slip("r", "precedence", a / (b * c), "a/(b·c)")
    p.slip("L", "precedence", k * a / (b * c) + b, "a/(b·c) on the way")
    p.slip("grad a", "precedence", k / (b * c), "a/(b·c) in both passes")
    p.slip("grad c", "precedence", -k * a / (b * c ** 2), "a/(b·c) in both passes")
    p.slip("grad b", "missing-path", -k * a * c / b ** 2, "the use in L left out", at="b")
    p.slip("grad b", "quotient-rule", -k * c * a / b + 1, "the square left out")

    def forward(v):
        v.u = v.a + v.b * v.c
        v.w = v.d - v.a * v.b
        v.s = v.u * v.w

    p = Program("two readings", {"a": 1.2, "b": 2.3, "c": 0.7, "d": 4.9},
                "u = a + b * c; w = d - a * b; s = u * w", forward, lambda v: {}, "s")
    a, b, c, d = 1.2, 2.3, 0.7, 4.9
    p.slip("w", "precedence", (d - a) * b, "the difference first", text="8.51")
    p.slip("s", "precedence", (a + b) * c * (d - a * b), "at one formula")
    p.slip("s", "precedence", (a + b) * c * ((d - a) * b), "everywhere")


def add():
    sigmoid_neuron()
    activations()
    chain()
    gates()
    dead_units()
    logarithms()
    thresholds()
    readings()
