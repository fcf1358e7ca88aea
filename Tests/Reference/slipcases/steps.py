"""Steps of `minimize`: the point after them, the gradient there, and what goes wrong with each.

ascent               every parameter goes up its gradient, at every step
rate-forgotten       every step is taken with a rate of 1
update-for-gradient  the new value, or plus or minus rate times gradient, for the gradient
gradient-for-update  the gradient that the step used for the new value
updated-too-early    on the way back a parameter nearer to the loss stands with its new value; what the
                     forward pass left behind stays

`grad w` in a program that has only `minimize` is the gradient that its last step used, `grad w @ k` the
gradient at the point after k steps, and a value without @ that at the final point.
"""
import numpy as np

from sheet import Program, case, on, relu, sigmoid, visibly_different, written


class Descent:
    """A net by hand, and a program that steps down in it."""

    def __init__(self, name, net, parameters, rate, steps=1):
        self.name, self.net = name, net
        self.text = net.text.replace(
            "backward L", f"minimize L over {', '.join(parameters)} with sgd(rate={rate}) "
            f"for {steps} steps")

    def slip(self, quantity, slips, right, wrong, why, first=True, maybe=False, digits=4,
             comment=None):
        if isinstance(slips, str):
            slips = [[slips]]
        assert visibly_different(right, wrong), (self.name, quantity, why, right, wrong)
        expected = {"verdict": "wrong", "maybe" if maybe else "slips": slips}
        if first and not maybe and len(slips[0]) == 1:
            expected["first"] = True
        case(f"{self.name}: {quantity}, {' and '.join(slips[0])}, {why}", self.text,
             [f"{quantity} = {written(wrong, digits)}"], {quantity: expected}, {quantity: right},
             comment)

    def correct(self, answers, why):
        case(f"{self.name}: {why}", self.text,
             [f"{quantity} = {written(value, 5)}" for quantity, value in answers.items()],
             {quantity: {"verdict": "correct"} for quantity in answers}, answers)


UP = "A gradient with its sign turned, by whatever slip, steps up as well; the order is left open."


def line():
    """w x + b by two steps."""
    x, w, b, t, rate = 1.3, 0.6, -0.3, 2.1, 0.15

    def forward(v):
        v.y = v.w * v.x + v.b
        v.L = (v.y - v.t) ** 2

    def backward(v):
        gy = 2 * (v.y - v.t)
        return {"y": gy, "w": gy * v.x, "b": gy}

    net = Program("line", {"x": x, "t": t, "w": w, "b": b},
                  "y = w * x + b; L = (y - t)^2; backward L", forward, backward, "L",
                  {"t": "target", "w": "param", "b": "param"})

    def slopes(w, b):
        gy = 2 * (w * x + b - t)
        return gy * x, gy

    def loss(w, b):
        return (w * x + b - t) ** 2

    gw, gb = slopes(w, b)
    w1, b1 = w - rate * gw, b - rate * gb
    hw, hb = slopes(w1, b1)
    w2, b2 = w1 - rate * hw, b1 - rate * hb

    one = Descent("one step", net, ["w", "b"], rate)
    one.correct({"w @ 1": w1, "b @ 1": b1, "grad w": gw, "grad w @ 0": gw, "grad w @ 1": hw,
                 "w": w1, "L": loss(w1, b1)}, "the right answers")
    one.slip("w @ 1", "ascent", w1, w + rate * gw, "directly", first=False, comment=UP)
    one.slip("b @ 1", "ascent", b1, b + rate * gb, "directly", first=False, comment=UP)
    one.slip("L", "ascent", loss(w1, b1), loss(w + rate * gw, b + rate * gb), "on the way",
             first=False, comment=UP)
    one.slip("w", "rate-forgotten", w1, w - gw, "directly")
    one.slip("w @ 1", "rate-forgotten", w1, w - gw, "directly")
    one.slip("L", "rate-forgotten", loss(w1, b1), loss(w - gw, b - gb), "on the way")
    one.slip("grad w", "update-for-gradient", gw, w1, "the new weight")
    one.slip("grad w", "update-for-gradient", gw, -rate * gw, "the step")
    one.slip("grad b", "update-for-gradient", gb, rate * gb, "the step, its sign turned")
    one.slip("grad w @ 0", "update-for-gradient", gw, -rate * gw, "the step")
    one.slip("w @ 1", "gradient-for-update", w1, gw, "directly")
    one.slip("b @ 1", "gradient-for-update", b1, gb, "directly")
    one.slip("w @ 1", [["missing-two"], ["power-rule"]], w1, w - rate * gw / 2, "on the way")
    one.slip("w @ 1", "swapped-operands", w1, w - rate * gb * w, "on the way")
    one.slip("w @ 1", [["ascent", "missing-two"]], w1, w + rate * gw / 2, "a pair")
    one.slip("w @ 1", [["ascent", "rate-forgotten"]], w1, w + gw, "a pair")

    two = Descent("two steps", net, ["w", "b"], rate, 2)
    two.correct({"w @ 1": w1, "w @ 2": w2, "b @ 2": b2, "grad w @ 1": hw, "grad w": hw, "w": w2,
                 "grad w @ 2": slopes(w2, b2)[0], "L": loss(w2, b2)}, "the right answers")
    u1, c1 = w + rate * gw, b + rate * gb
    kw, kb = slopes(u1, c1)
    two.slip("w @ 2", "ascent", w2, u1 + rate * kw, "everywhere", first=False, comment=UP)
    two.slip("grad w @ 1", "ascent", hw, kw, "everywhere", first=False, comment=UP)
    f1, d1 = w - gw, b - gb
    lw, lb = slopes(f1, d1)
    two.slip("w @ 2", "rate-forgotten", w2, f1 - lw, "everywhere")
    two.slip("grad w @ 1", "rate-forgotten", hw, lw, "on the way")
    two.slip("grad w @ 1", "update-for-gradient", hw, -rate * hw, "the step")
    two.slip("grad b @ 1", "update-for-gradient", hb, rate * hb, "the step, its sign turned")
    two.slip("grad w @ 1", "update-for-gradient", hw, w2, "the new weight", maybe=True,
             comment="The weight that this gradient makes; the weight at which it is taken is w @ 1.")
    two.slip("w @ 2", "gradient-for-update", w2, hw, "the gradient that this step used", maybe=True,
             comment="That, or the gradient at the new point.")
    two.slip("w @ 2", "ascent", w2, w1 + rate * hw, "the last step only", maybe=True,
             comment="If each step is a place.")


def three_layers():
    """A chain of three weights: which of them were new on the way back."""
    x, t, rate = 1.4, 0.3, 0.4

    def forward(v):
        v.h = np.tanh(v.w1 * v.x)
        v.k = np.tanh(v.w2 * v.h)
        v.y = v.w3 * v.k
        v.L = 0.5 * (v.y - v.t) ** 2

    def backward(v):
        gy = v.y - v.t
        gk = gy * v.w3
        gh = gk * (1 - v.k ** 2) * v.w2
        return {"y": gy, "k": gk, "h": gh, "w3": gy * v.k, "w2": gk * (1 - v.k ** 2) * v.h,
                "w1": gh * (1 - v.h ** 2) * v.x}

    w1, w2, w3 = 0.9, -1.3, 1.7
    net = Program("three layers", {"x": x, "t": t, "w1": w1, "w2": w2, "w3": w3},
                  "h = tanh(w1 * x); k = tanh(w2 * h); y = w3 * k; L = 0.5 * (y - t)^2; backward L",
                  forward, backward, "L",
                  {"t": "target", "w1": "param", "w2": "param", "w3": "param"})
    h = np.tanh(w1 * x)
    k = np.tanh(w2 * h)
    gy = w3 * k - t
    dk, dh = 1 - k * k, 1 - h * h
    g3, g2, g1 = gy * k, gy * w3 * dk * h, gy * w3 * dk * w2 * dh * x
    n3, n2 = w3 - rate * g3, w2 - rate * g2
    early2 = gy * n3 * dk * h
    down = Descent("three layers", net, ["w1", "w2", "w3"], rate)
    down.correct({"w1 @ 1": w1 - rate * g1, "w2 @ 1": n2, "w3 @ 1": n3, "grad w1": g1},
                 "the right answers")
    down.slip("grad w2", "updated-too-early", g2, early2, "w3 was new")
    down.slip("w2 @ 1", "updated-too-early", n2, w2 - rate * early2, "w3 was new, on the way")
    down.slip("grad w1", "updated-too-early", g1, gy * n3 * dk * w2 * dh * x, "only w3 was new")
    down.slip("grad w1", "updated-too-early", g1, gy * w3 * dk * n2 * dh * x, "only w2 was new")
    down.slip("w1 @ 1", "updated-too-early", w1 - rate * g1,
              w1 - rate * gy * n3 * dk * w2 * dh * x, "only w3 was new, on the way")
    down.slip("grad w1", "updated-too-early", g1, gy * n3 * dk * n2 * dh * x,
              "both were new, each by its right gradient", maybe=True,
              comment="Or w2's new value came of w3's new value: the next case.")
    down.slip("grad w1", "updated-too-early", g1,
              gy * n3 * dk * (w2 - rate * early2) * dh * x, "both were new, one after the other",
              maybe=True, comment="As a person goes who updates at once, layer by layer.")


def rows():
    """A batch through two matrices."""
    X = np.array([[0.7, -1.1], [1.6, 0.5], [-0.8, 0.9]])
    W = np.array([[0.6, -0.7], [-0.5, 0.8]])
    V = np.array([[1.1], [-0.9]])
    T = np.array([[0.4], [1.3], [-0.6]])
    rate = 0.35

    def forward(v):
        v.H = relu(v.X @ v.W)
        v.Y = v.H @ v.V
        v.L = np.mean((v.Y - v.T) ** 2)

    def backward(v):
        gY = 2 * (v.Y - v.T) / 3
        gH = gY @ v.V.T
        return {"Y": gY, "H": gH, "V": v.H.T @ gY, "W": v.X.T @ (gH * on(v.H))}

    net = Program("rows", {"X": X, "T": T, "W": W, "V": V},
                  "H = relu(X @ W); Y = H @ V; L = mse(Y, T); backward L", forward, backward, "L",
                  {"T": "target", "W": "param", "V": "param"})
    H = relu(X @ W)
    gY = 2 * (H @ V - T) / 3
    gV = H.T @ gY
    gW = X.T @ (gY @ V.T * on(H))
    early = X.T @ (gY @ (V - rate * gV).T * on(H))
    down = Descent("batch step", net, ["W", "V"], rate)
    down.correct({"W @ 1": W - rate * gW, "V @ 1": V - rate * gV, "grad W": gW}, "the right answers")
    down.slip("grad W", "updated-too-early", gW, early, "V was new")
    down.slip("W @ 1", "updated-too-early", W - rate * gW, W - rate * early, "V was new, on the way")
    down.slip("W @ 1", "ascent", W - rate * gW, W + rate * gW, "directly", first=False, comment=UP)
    down.slip("V @ 1", "rate-forgotten", V - rate * gV, V - gV, "directly")
    down.slip("W @ 1", "gradient-for-update", W - rate * gW, gW, "directly")
    down.slip("grad V", "update-for-gradient", gV, V - rate * gV, "the new weights")
    down.slip("grad W", "update-for-gradient", gW, -rate * gW, "the step")
    down.slip("W @ 1", "missing-mean", W - rate * gW, W - rate * 3 * gW, "on the way")


def vector():
    """One unit with a vector of weights."""
    x, w, b, t, rate = np.array([1.2, -0.6, 0.9]), np.array([0.4, 0.7, -0.5]), 0.25, 0.8, 0.6

    def forward(v):
        v.z = v.w @ v.x + v.b
        v.p = sigmoid(v.z)
        v.L = -(v.t * np.log(v.p) + (1 - v.t) * np.log(1 - v.p))

    def backward(v):
        gz = v.p - v.t
        return {"z": gz, "w": gz * v.x, "b": gz}

    net = Program("unit", {"x": x, "t": t, "w": w, "b": b},
                  "z = dot(w, x) + b; p = sigmoid(z); L = bce(p, t); backward L",
                  forward, backward, "L", {"t": "target", "w": "param", "b": "param"})
    gz = float(sigmoid(w @ x + b)) - t
    gw = gz * x
    down = Descent("unit step", net, ["w", "b"], rate)
    down.correct({"w @ 1": w - rate * gw, "b @ 1": b - rate * gz, "grad w": gw}, "the right answers")
    down.slip("w @ 1", "ascent", w - rate * gw, w + rate * gw, "directly", first=False, comment=UP)
    down.slip("w @ 1", "rate-forgotten", w - rate * gw, w - gw, "directly")
    down.slip("w @ 1", "gradient-for-update", w - rate * gw, gw, "directly")
    down.slip("b @ 1", "gradient-for-update", b - rate * gz, gz, "directly")
    down.slip("grad w", "update-for-gradient", gw, w - rate * gw, "the new weights")
    down.slip("w @ 1", "swapped-operands", w - rate * gw, w - rate * gz * w, "on the way")


def add():
    line()
    three_layers()
    rows()
    vector()
