"""Vectors and single-sample nets: W @ x + b, relu layers, dots, means, softmax."""
from math import log

import numpy as np

from sheet import Program, dtanh, on, relu, softmax


def relu_net():
    """2-3-1 with one hidden unit off; the hidden layer is shared by the output and a penalty."""
    X = np.array([1.2, -0.7])
    W = np.array([[0.5, -0.8], [-1.1, 0.4], [0.9, 1.3]])
    B = np.array([0.2, 0.3, 0.6])
    U = np.array([1.4, -0.6, 0.75])
    c, t, m = 0.35, 1.9, 0.8

    def forward(v):
        v.z = v.W @ v.x + v.b
        v.h = relu(v.z)
        v.y = v.u @ v.h + v.c
        v.L = (v.y - v.t) ** 2 + v.m * np.sum(v.h)

    def backward(v):
        gy = 2 * (v.y - v.t)
        gh = gy * v.u + v.m
        gz = gh * on(v.z)
        return {"y": gy, "h": gh, "z": gz, "b": gz, "W": np.outer(gz, v.x), "x": v.W.T @ gz,
                "u": gy * v.h, "c": gy, "t": -gy, "m": np.sum(v.h)}

    p = Program("relu net", {"x": X, "W": W, "b": B, "u": U, "c": c, "t": t, "m": m},
                "z = W @ x + b; h = relu(z); y = dot(u, h) + c; "
                "L = (y - t)^2 + m * sum(h); backward L", forward, backward, "L",
                {"W": "param", "b": "param", "u": "param", "c": "param", "t": "target"})
    z = W @ X + B
    h = relu(z)
    y = U @ h + c
    gy = 2 * (y - t)
    gh = gy * U + m
    gz = gh * on(z)
    p.slip("grad z", "relu-gate-ignored", gh, "directly")
    p.slip("grad b", "relu-gate-ignored", gh, "on the way")
    p.slip("grad W", "relu-gate-ignored", np.outer(gh, X), "on the way")
    p.slip("grad x", "relu-gate-ignored", W.T @ gh, "on the way")
    p.slip("grad h", "missing-path", gy * U, "the penalty left out", at="h")
    p.slip("grad h", "missing-path", m * np.ones(3), "only the penalty", at="h")
    p.slip("grad W", "missing-path", np.outer(gy * U * on(z), X), "the penalty left out, on the way",
           at="h")
    p.slip("grad u", "swapped-operands", gy * U, "u itself")
    p.slip("grad h", "swapped-operands", gy * h + m, "h itself in the dot")
    p.slip("grad W", "transposed", np.outer(X, gz), "the transpose")
    p.slip("grad y", "target-minus-prediction", -gy, "directly")
    p.slip("grad u", "target-minus-prediction", -gy * h, "on the way")
    p.slip("grad z", "target-minus-prediction", (-gy * U + m) * on(z), "on the way, one path")
    p.slip("grad b", [["missing-two"], ["power-rule"]], (gy / 2 * U + m) * on(z), "on the way")
    p.slip("grad W", "sign-flip", -np.outer(gz, X), "the whole answer", at="W")
    p.slip("z", "bias-forgotten", W @ X, "the value")
    h1 = relu(W @ X)
    y1 = U @ h1 + c
    p.slip("y", "bias-forgotten", y1, "the hidden bias, on the way")
    p.slip("y", "bias-forgotten", U @ h, "the output's bias")
    p.slip("y", "bias-forgotten", U @ h1, "everywhere")
    p.slip("h", "activation-forgotten", z, "the value")
    p.slip("y", "activation-forgotten", U @ z + c, "on the way")
    g1 = 2 * (U @ z + c - t)
    p.slip("grad u", "activation-forgotten", g1 * z, "on the way back")
    p.slip("grad W", "activation-forgotten", np.outer(g1 * U + m, X), "on the way back")
    p.slip("grad h", "no-upstream", U + 1, "the sum over consumers",
           first=False, comment="y's derivative is u, that of the sum is 1.")
    p.slip("grad u", "no-upstream", h, "the consumer's derivative alone")


def square_net():
    """Square weight matrices: W for Wᵀ on the way back fits."""
    X = np.array([0.9, -1.6])
    W = np.array([[0.7, -0.4], [1.2, 0.3]])
    V = np.array([[-0.5, 0.8], [0.6, 1.1]])
    T = np.array([0.25, -0.35])

    def forward(v):
        v.z = v.W @ v.x
        v.h = np.tanh(v.z)
        v.y = v.V @ v.h
        v.L = np.sum((v.y - v.t) ** 2)

    def backward(v):
        gy = 2 * (v.y - v.t)
        gh = v.V.T @ gy
        gz = gh * (1 - v.h ** 2)
        return {"y": gy, "h": gh, "z": gz, "V": np.outer(gy, v.h), "W": np.outer(gz, v.x),
                "x": v.W.T @ gz, "t": -gy}

    p = Program("square net", {"x": X, "W": W, "V": V, "t": T},
                "z = W @ x; h = tanh(z); y = V @ h; L = sum((y - t)^2); backward L",
                forward, backward, "L", {"W": "param", "V": "param", "t": "target"})
    z = W @ X
    h = np.tanh(z)
    y = V @ h
    gy = 2 * (y - T)
    gh = V.T @ gy
    dh = 1 - h * h
    gz = gh * dh
    p.slip("grad h", "transposed", V @ gy, "V for Vᵀ")
    p.slip("grad x", "transposed", W @ gz, "W for Wᵀ")
    p.slip("grad x", "transposed", W.T @ ((V @ gy) * dh), "V for Vᵀ on the way")
    p.slip("grad x", "transposed", W @ ((V @ gy) * dh), "everywhere")
    p.slip("grad W", "transposed", np.outer(X, gz), "the transpose")
    p.slip("grad W", "transposed", np.outer((V @ gy) * dh, X), "V for Vᵀ on the way")
    p.slip("grad V", "transposed", np.outer(h, gy), "the transpose")
    p.slip("grad z", "no-activation-derivative", gh, "directly")
    p.slip("grad W", "no-activation-derivative", np.outer(gh, X), "on the way")
    p.slip("grad z", "derivative-at-output", gh * dtanh(h), "directly")
    p.slip("grad x", "derivative-at-output", W.T @ (gh * dtanh(h)), "on the way")
    p.slip("grad z", "derivative-at-input", gh * (1 - z * z), "directly")
    p.slip("grad W", "derivative-at-input", np.outer(gh * (1 - z * z), X), "on the way")
    p.slip("grad y", [["missing-two"], ["power-rule"]], gy / 2, "directly")
    p.slip("grad V", [["missing-two"], ["power-rule"]], np.outer(gy / 2, h), "on the way")
    p.slip("grad t", [["target-minus-prediction"], ["subtraction-sign"]], gy, "directly")
    p.slip("grad V", "target-minus-prediction", -np.outer(gy, h), "on the way")
    p.slip("grad V", "no-upstream", np.outer(np.ones(2), h), "ones for the upstream gradient",
           maybe=True, comment="Of a matrix product the derivative alone is no one matrix.")
    p.slip("y", "activation-forgotten", V @ z, "on the way")
    yz = V @ z
    p.slip("grad W", "activation-forgotten", np.outer(V.T @ (2 * (yz - T)), X), "on the way back")


def elementwise():
    """Vectors elementwise: a shared vector, a scale that is broadcast, a mean."""
    A = np.array([1.3, -0.6, 2.2])
    B = np.array([0.4, 1.7, -0.9])
    s = 1.4

    def forward(v):
        v.p = v.a * v.b
        v.q = v.s * v.a
        v.r = v.p - v.q
        v.m = np.mean(v.r * v.r)

    def backward(v):
        gr = 2 * v.r / 3
        gp, gq = gr, -gr
        return {"r": gr, "p": gp, "q": gq, "b": gp * v.a, "a": gp * v.b + gq * v.s,
                "s": np.sum(gq * v.a)}

    p = Program("elementwise", {"a": A, "b": B, "s": s},
                "p = a * b; q = s * a; r = p - q; m = mean(r * r); backward m",
                forward, backward, "m")
    r = A * B - s * A
    gr = 2 * r / 3
    p.slip("grad a", "missing-path", gr * B, "the use in q left out", at="a")
    p.slip("grad a", "missing-path", -gr * s, "the use in p left out", at="a")
    p.slip("grad a", "missing-path", (r / 3) * (B - s), "one use of r * r, on the way", at="r")
    p.slip("grad q", "subtraction-sign", gr, "directly")
    p.slip("grad s", "subtraction-sign", np.sum(gr * A), "on the way")
    p.slip("grad a", "subtraction-sign", gr * B + gr * s, "at one path")
    p.slip("grad b", "swapped-operands", gr * B, "b itself")
    p.slip("grad a", "swapped-operands", gr * A - gr * s, "a itself in a * b")
    p.slip("grad a", "swapped-operands", gr * B - gr * A, "a itself in s * a")
    p.slip("m", "missing-mean", np.sum(r * r), "the value")
    p.slip("m", "missing-mean", np.sum(r * r) / 9, "twice in the value")
    same = "Without the upstream gradient, 1/n, r * r gives this too."
    p.slip("grad r", "missing-mean", 2 * r, "directly", first=False, comment=same)
    p.slip("grad r", "missing-mean", 2 * r / 9, "twice")
    p.slip("grad a", "missing-mean", 2 * r * B - 2 * r * s, "on the way", first=False, comment=same)
    p.slip("grad b", "missing-mean", 2 * r / 9 * A, "twice, on the way")
    p.slip("grad s", "bias-not-summed", -gr * A, "all three left standing")
    p.slip("grad s", "bias-not-summed", np.mean(-gr * A), "their mean",
           comment="The mean of three is also a third of the sum: 1/n twice.", first=False)
    p.slip("grad s", "bias-not-summed", (-gr * A)[2], "one of them")
    p.slip("grad b", "sign-flip", -gr * A, "the whole answer", at="b")
    p.slip("grad b", "no-upstream", A, "the product's derivative alone",
           text="[1.3, -0.60, 2.2]")
    p.slip("grad a", "no-upstream", B + s, "the sum over consumers", text="[1.8, 3.1, 0.50]")


def means():
    """A mean used below it, and losses that hold one."""
    X = np.array([1.4, -0.5, 2.7, 0.9, 3.3])
    c = 0.6

    def forward(v):
        v.mu = np.mean(v.x)
        v.d = v.x - v.mu
        v.L = v.c * np.sum(v.d ** 3)

    def backward(v):
        gd = v.c * 3 * v.d ** 2
        gmu = -np.sum(gd)
        return {"d": gd, "mu": gmu, "x": gd + gmu / 5 * np.ones(5), "c": np.sum(v.d ** 3)}

    p = Program("centred", {"x": X, "c": c}, "mu = mean(x); d = x - mu; L = c * sum(d^3); backward L",
                forward, backward, "L")
    mu = X.mean()
    d = X - mu
    gd = c * 3 * d ** 2
    gmu = -gd.sum()
    p.slip("mu", "missing-mean", X.sum(), "the value", text="7.8")
    p.slip("mu", "missing-mean", X.sum() / 25, "twice", text="0.312")
    p.slip("grad x", "missing-mean", gd + gmu, "in the gradient only")
    p.slip("grad x", "missing-mean", gd + gmu / 25, "twice in the gradient only")
    d1 = X - X.sum()
    g1 = c * 3 * d1 ** 2
    p.slip("grad x", "missing-mean", g1 - g1.sum(), "in both passes")
    p.slip("L", "missing-mean", c * np.sum(d1 ** 3), "on the way")
    p.slip("grad x", "missing-path", gd, "the use in the mean left out", at="x")
    p.slip("grad x", "missing-path", gmu / 5 * np.ones(5), "only the use in the mean", at="x")
    p.slip("grad mu", [["subtraction-sign"]], gd.sum(), "directly")
    p.slip("grad x", "subtraction-sign", gd - gmu / 5, "on the way")
    p.slip("grad mu", "bias-not-summed", -gd, "all five left standing")
    p.slip("grad d", "power-rule", c * d ** 2, "the factor 3 left out")
    p.slip("grad mu", "power-rule", -np.sum(c * 3 * d ** 3), "the exponent kept, on the way")

    P = np.array([0.8, -1.7, 2.4])
    T = np.array([1.5, -0.6, 0.7])

    def forward(v):
        v.p = v.w * v.x
        v.L = np.mean((v.p - v.t) ** 2)

    def backward(v):
        gp = 2 * (v.p - v.t) / 3
        return {"p": gp, "w": gp * v.x, "x": gp * v.w}

    W, XX = np.array([1.6, -0.85, 1.2]), np.array([0.5, 2.0, 2.0])
    p = Program("mse", {"x": XX, "w": W, "t": T}, "p = w * x; L = mse(p, t); backward L",
                forward, backward, "L", {"w": "param", "t": "target"})
    e = W * XX - T
    p.slip("L", "missing-mean", np.sum(e * e), "the value")
    p.slip("L", "missing-mean", np.sum(e * e) / 9, "twice")
    p.slip("grad p", "missing-mean", 2 * e, "directly")
    p.slip("grad w", "missing-mean", 2 * e * XX, "on the way")
    p.slip("grad p", "missing-two", e / 3, "directly")
    p.slip("grad w", "missing-two", e / 3 * XX, "on the way")
    p.slip("grad p", "target-minus-prediction", -2 * e / 3, "directly")
    p.slip("grad w", "target-minus-prediction", -2 * e / 3 * XX, "on the way")
    p.slip("grad w", "swapped-operands", 2 * e / 3 * W, "w itself")

    def forward(v):
        v.L = 0.5 * np.mean((v.p - v.t) ** 2)

    p = Program("half mse", {"p": P, "t": T}, "L = 0.5 * mse(p, t); backward L", forward,
                lambda v: {"p": (v.p - v.t) / 3}, "L", {"t": "target"})
    e = P - T
    p.slip("grad p", "extra-two", 2 * e / 3, "directly")
    p.slip("L", [["extra-two"]], np.sum(e * e) / 3, "the value without ½", maybe=True,
           comment="A value has no 2 to put in; no slip of the table leaves out a factor ½.")
    p.slip("grad p", "missing-mean", e, "directly", text="[-0.70, -1.1, 1.7]")

    def forward(v):
        v.e = v.p - v.t
        v.L = np.sum(v.e ** 2) / 2

    def backward(v):
        return {"e": v.e, "p": v.e, "t": -v.e}

    p = Program("half sum", {"p": P, "t": T}, "e = p - t; L = sum(e^2) / 2; backward L",
                forward, backward, "L", {"t": "target"})
    p.slip("grad e", "extra-two", 2 * e, "directly", text="[-1.4, -2.2, 3.4]")
    p.slip("grad t", "extra-two", -2 * e, "on the way", text="[1.4, 2.2, -3.4]")
    p.slip("e", "target-minus-prediction", -e, "the value", text="[0.70, 1.1, -1.7]")


def softmaxes():
    """Softmax under a cross entropy, under a weighted sum, and shared."""
    Z = np.array([0.7, -0.4, 1.5])
    C = np.array([1.3, 2.8, -0.9])

    def forward(v):
        v.z = v.k * v.a
        v.p = softmax(v.z)
        v.L = v.c @ v.p

    def jacobian(p, up):
        """Row by row: ∂p_j/∂z_i = p_j(δ_ij − p_i)."""
        return p * (up - up @ p)

    def backward(v):
        gz = jacobian(v.p, v.c)
        return {"p": v.c, "c": v.p, "z": gz, "k": gz @ v.a, "a": gz * v.k}

    p = Program("weighted softmax", {"a": Z, "k": 1.4, "c": C},
                "z = k * a; p = softmax(z); L = dot(c, p); backward L", forward, backward, "L")
    s = softmax(1.4 * Z)
    diagonal = C * s * (1 - s)
    p.slip("grad z", "softmax-diagonal", diagonal, "directly")
    p.slip("grad a", "softmax-diagonal", diagonal * 1.4, "on the way")
    p.slip("grad k", "softmax-diagonal", diagonal @ Z, "on the way")
    p.slip("grad c", "swapped-operands", C, "c itself", text="[1.3, 2.8, -0.90]")
    p.slip("p", "activation-forgotten", 1.4 * Z, "the value", text="[0.98, -0.56, 2.10]",
           first=False, comment="Where softmax counts as an activation.", maybe=True)
    p.slip("grad z", "no-activation-derivative", C, "directly", maybe=True,
           text="[1.3, 2.8, -0.90]", comment="Where softmax counts as an activation.")
    p.slip("grad k", "bias-not-summed", jacobian(s, C) * Z, "all three left standing")

    Y = np.array([0.2, 0.7, 0.1])

    def forward(v):
        v.z = v.W @ v.x + v.b
        v.p = softmax(v.z)
        v.L = -np.sum(v.y * np.log(v.p))

    def backward(v):
        gp = -v.y / v.p
        gz = v.p - v.y
        return {"p": gp, "z": gz, "b": gz, "W": np.outer(gz, v.x), "x": v.W.T @ gz}

    X = np.array([1.3, -0.8])
    W = np.array([[0.6, -0.3], [0.2, 0.9], [-0.5, 0.4]])
    B = np.array([0.15, -0.25, 0.45])
    roles = {"W": "param", "b": "param", "y": "target"}
    p = Program("softmax layer", {"x": X, "W": W, "b": B, "y": Y},
                "z = W @ x + b; p = softmax(z); L = cross_entropy(p, y); backward L",
                forward, backward, "L", roles)
    z = W @ X + B
    s = softmax(z)
    loss = -np.sum(Y * np.log(s))
    diagonal = -Y * (1 - s)
    p.slip("grad z", "softmax-diagonal", diagonal, "directly")
    p.slip("grad W", "softmax-diagonal", np.outer(diagonal, X), "on the way")
    p.slip("grad x", "softmax-diagonal", W.T @ diagonal, "on the way")
    p.slip("grad z", [["target-minus-prediction"], ["sign-flip"]], Y - s, "y - p")
    p.slip("L", "log-base", loss / log(10), "log₁₀ inside the loss")
    p.slip("L", "log-base", loss / log(2), "log₂ inside the loss")
    p.slip("p", "bias-forgotten", softmax(W @ X), "on the way")
    p.slip("grad W", "transposed", np.outer(X, s - Y), "the transpose")

    def forward(v):
        v.z = v.W @ v.x + v.b
        v.L = -np.sum(v.y * np.log(softmax(v.z)))

    def backward(v):
        gz = softmax(v.z) - v.y
        return {"z": gz, "b": gz, "W": np.outer(gz, v.x), "x": v.W.T @ gz}

    p = Program("logits", {"x": X, "W": W, "b": B, "y": Y},
                "z = W @ x + b; L = softmax_cross_entropy(z, y); backward L",
                forward, backward, "L", roles)
    p.slip("grad z", "target-minus-prediction", Y - s, "directly")
    p.slip("grad W", "target-minus-prediction", np.outer(Y - s, X), "on the way")
    p.slip("L", "log-base", loss / log(2), "log₂ inside the loss")
    p.slip("L", "bias-forgotten", -np.sum(Y * np.log(softmax(W @ X))), "on the way")


def add():
    relu_net()
    square_net()
    elementwise()
    means()
    softmaxes()
