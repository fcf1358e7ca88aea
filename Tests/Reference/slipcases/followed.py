"""Answers that follow from the person's own wrong ones, forward and on the way back.

Only the first wrong answer of a chain is `wrong`; what the right rule makes of it `follows`, `from` the
answer where it began. Where what is carried is a factor 0 or 1, or switches a relu off, it is `wrong`.
"""
import numpy as np

from sheet import case, literal, read, sigmoid, visibly_different, written

WRONG = {"verdict": "wrong"}
RIGHT = {"verdict": "correct"}


def follows(origin):
    return {"verdict": "follows", "from": origin}


def sheet(name, program, lines, expect, right, comment=None):
    """The answers as (quantity, text or value) in their order."""
    answers = []
    for quantity, value in lines:
        text = value if isinstance(value, str) else written(value)
        answers.append(f"{quantity} = {text}")
        if expect[quantity]["verdict"] != "correct":
            assert visibly_different(read(text), right[quantity]), (name, quantity)
    case("follow: " + name, program, answers, expect, right, comment)


def classic():
    program = "x = -2; y = 5; z = -4; q = x + y; f = q * z; backward f"
    right = {"q": 3.0, "f": -12.0, "grad q": -4.0, "grad z": 3.0, "grad x": -4.0, "grad y": -4.0}

    def some(*names):
        return {name: right[name] for name in names}

    sheet("a sum, then a product", program, [("q", "7"), ("f", "-28")],
          {"q": WRONG, "f": follows("q")}, some("q", "f"))
    sheet("the lines in another order", program, [("f", "-28"), ("q", "7")],
          {"q": WRONG, "f": follows("q")}, some("q", "f"))
    sheet("a value as a local derivative", program, [("q", "7"), ("grad z", "7")],
          {"q": WRONG, "grad z": follows("q")}, some("q", "grad z"))
    sheet("what does not depend on it stays right", program,
          [("q", "7"), ("grad q", "-4"), ("grad x", "-4"), ("f", "-28")],
          {"q": WRONG, "grad q": RIGHT, "grad x": RIGHT, "f": follows("q")},
          some("q", "grad q", "grad x", "f"))
    sheet("an upstream gradient", program, [("grad q", "-9"), ("grad x", "-9"), ("grad y", "-9")],
          {"grad q": WRONG, "grad x": follows("grad q"), "grad y": follows("grad q")},
          some("grad q", "grad x", "grad y"))
    sheet("a carried 0", program, [("q", "0"), ("f", "0")], {"q": WRONG, "f": WRONG}, some("q", "f"))
    sheet("a carried 1", program, [("q", "1"), ("f", "-4")], {"q": WRONG, "f": WRONG}, some("q", "f"))
    sheet("a carried upstream gradient of 0", program, [("grad q", "0"), ("grad x", "0")],
          {"grad q": WRONG, "grad x": WRONG}, some("grad q", "grad x"))
    sheet("not what follows", program, [("q", "7"), ("f", "-31.7")],
          {"q": WRONG, "f": dict(WRONG, none=True)}, some("q", "f"))
    sheet("a right answer after a wrong one", program, [("q", "7"), ("f", "-12")],
          {"q": WRONG, "f": RIGHT}, some("q", "f"),
          "It is right, though it does not follow.")


def scalar_chain():
    x, w, b, u, t = 0.7, 1.6, -0.35, 2.4, 1.1
    program = (f"x = {x}; w = {w}; b = {b}; u = {u}; target t = {t}; z = w * x + b; a = sigmoid(z); "
               "y = u * a; L = (y - t)^2; backward L")
    z = w * x + b
    a = float(sigmoid(z))
    y = u * a
    gy = 2 * (y - t)
    ga = gy * u
    gz = ga * a * (1 - a)
    right = {"z": z, "a": a, "y": y, "L": (y - t) ** 2, "grad y": gy, "grad a": ga, "grad z": gz,
             "grad w": gz * x, "grad b": gz, "grad u": gy * a}

    def some(*names):
        return {name: right[name] for name in names}

    sheet("a chain of three", program,
          [("z", "1.33"), ("a", sigmoid(1.33)), ("y", u * sigmoid(1.33))],
          {"z": WRONG, "a": follows("z"), "y": follows("z")}, some("z", "a", "y"))
    y9 = u * float(sigmoid(1.33))
    sheet("past what was not answered", program, [("z", "1.33"), ("y", y9), ("L", (y9 - t) ** 2)],
          {"z": WRONG, "y": follows("z"), "L": follows("z")}, some("z", "y", "L"))
    sheet("a carried 0.5 is no trivial factor", program,
          [("a", "0.5"), ("y", "1.2")], {"a": WRONG, "y": follows("a")}, some("a", "y"))
    sheet("a value carried into the way back", program,
          [("y", "2.63"), ("grad y", 2 * (2.63 - t)), ("grad a", 2 * (2.63 - t) * u)],
          {"y": WRONG, "grad y": follows("y"), "grad a": follows("y")}, some("y", "grad y", "grad a"))
    wrong = 1.37
    sheet("a chain of three on the way back", program,
          [("grad y", "1.37"), ("grad a", wrong * u), ("grad z", wrong * u * a * (1 - a)),
           ("grad w", wrong * u * a * (1 - a) * x)],
          {"grad y": WRONG, "grad a": follows("grad y"), "grad z": follows("grad y"),
           "grad w": follows("grad y")}, some("grad y", "grad a", "grad z", "grad w"))
    sheet("a wrong gradient in the middle", program,
          [("grad y", gy), ("grad a", "4.11"), ("grad z", 4.11 * a * (1 - a)), ("grad u", gy * a)],
          {"grad y": RIGHT, "grad a": WRONG, "grad z": follows("grad a"), "grad u": RIGHT},
          some("grad y", "grad a", "grad z", "grad u"))
    sheet("two wrong answers together", program,
          [("a", "0.83"), ("grad y", "1.37"), ("grad u", 1.37 * 0.83)],
          {"a": WRONG, "grad y": WRONG, "grad u": {"verdict": "follows"}},
          some("a", "grad y", "grad u"), "It comes of both; which of them `from` names is left open.")
    sheet("the other of two wrong answers alone", program,
          [("a", "0.83"), ("grad y", "1.37"), ("grad u", 1.37 * a)],
          {"a": WRONG, "grad y": WRONG, "grad u": follows("grad y")},
          some("a", "grad y", "grad u"))
    sheet("a carried upstream gradient of 1",
          "x = 0.7; w = 1.6; k = 2.9; z = w * x; L = k * z * z; backward L",
          [("grad z", "1"), ("grad w", "0.7")], {"grad z": WRONG, "grad w": WRONG},
          {"grad z": 2 * 2.9 * 1.12, "grad w": 2 * 2.9 * 1.12 * 0.7})
    sheet("two digits are enough", program, [("z", "1.33"), ("a", "0.79")],
          {"z": WRONG, "a": follows("z")}, some("z", "a"))
    sheet("a mistake of its own after a wrong one", program,
          [("grad y", "1.37"), ("grad a", wrong * u), ("grad z", "0.5318")],
          {"grad y": WRONG, "grad a": follows("grad y"), "grad z": WRONG},
          some("grad y", "grad a", "grad z"))


def two_factors():
    program = "a = 1.3; b = 2.1; c = 0.8; d = 1.9; p = a * b; q = c * d; f = p * q"
    right = {"p": 2.73, "q": 1.52, "f": 2.73 * 1.52}
    both = {"p": WRONG, "q": WRONG}
    sheet("the first of two wrong values alone", program,
          [("p", "3.41"), ("q", "2.76"), ("f", 3.41 * 1.52)], dict(both, f=follows("p")), right)
    sheet("the second of two wrong values alone", program,
          [("p", "3.41"), ("q", "2.76"), ("f", 2.73 * 2.76)], dict(both, f=follows("q")), right)
    sheet("both of two wrong values", program,
          [("p", "3.41"), ("q", "2.76"), ("f", 3.41 * 2.76)],
          dict(both, f={"verdict": "follows"}), right,
          "It comes of both; which of them `from` names is left open.")


def units():
    program = "x = 1.3; w = 0.9; b = 0.4; u = 2.7; z = w * x + b; h = relu(z); y = u * h; backward y"
    z = 0.9 * 1.3 + 0.4
    sheet("a unit that is switched off", program, [("z", "-0.77"), ("h", "0")],
          {"z": WRONG, "h": WRONG}, {"z": z, "h": z})
    sheet("a unit that is switched off, on the way back", program, [("z", "-0.77"), ("grad w", "0")],
          {"z": WRONG, "grad w": WRONG}, {"z": z, "grad w": 2.7 * 1.3})
    sheet("through a unit that is on", program, [("h", "2.36"), ("y", "6.372")],
          {"h": WRONG, "y": follows("h")}, {"h": z, "y": 2.7 * z})


def arrays():
    x, W, t = np.array([1.4, -0.6]), np.array([[0.5, -1.2], [0.8, 0.3]]), np.array([0.7, -0.2])
    program = ("x = [1.4, -0.6]; W = [[0.5, -1.2], [0.8, 0.3]]; target t = [0.7, -0.2]; "
               "z = W @ x; a = sigmoid(z); e = a - t; L = sum(e * e); backward L")
    z = W @ x
    a = sigmoid(z)
    e = a - t
    ga = 2 * e
    gz = ga * a * (1 - a)
    right = {"z": z, "a": a, "e": e, "grad a": ga, "grad z": gz, "grad W": np.outer(gz, x),
             "grad x": W.T @ gz}
    own = np.array([1.05, 0.94])
    sheet("a vector, forward", program, [("z", own), ("a", sigmoid(own)), ("e", sigmoid(own) - t)],
          {"z": WRONG, "a": follows("z"), "e": follows("z")}, {k: right[k] for k in ("z", "a", "e")})
    own = np.array([0.213, -0.347])
    sheet("a vector, back into a matrix", program,
          [("grad z", own), ("grad W", np.outer(own, x)), ("grad x", W.T @ own)],
          {"grad z": WRONG, "grad W": follows("grad z"), "grad x": follows("grad z")},
          {k: right[k] for k in ("grad z", "grad W", "grad x")})
    own = np.array([-1.21, 1.93])
    sheet("a vector's chain, back", program,
          [("grad a", own), ("grad z", own * a * (1 - a)), ("grad W", np.outer(own * a * (1 - a), x))],
          {"grad a": WRONG, "grad z": follows("grad a"), "grad W": follows("grad a")},
          {k: right[k] for k in ("grad a", "grad z", "grad W")})


def rows():
    X = np.array([[0.8, -0.5], [1.1, 0.6], [-0.7, 0.9]])
    W, b = np.array([[0.4, -0.9], [1.3, 0.2]]), np.array([0.25, -0.15])
    T = np.array([[0.3, 0.8], [-0.6, 0.5], [1.2, -0.4]])
    program = (f"X = {literal(X)}; W = {literal(W)}; b = {literal(b)}; target T = {literal(T)}; "
               "Z = X @ W + b; L = sum((Z - T)^2); backward L")
    gZ = 2 * (X @ W + b - T)
    own = gZ + np.array([[0.31, 0.0], [0.0, -0.57], [0.22, 0.0]])
    sheet("a batch, back", program,
          [("grad Z", own), ("grad W", X.T @ own), ("grad b", own.sum(axis=0))],
          {"grad Z": WRONG, "grad W": follows("grad Z"), "grad b": follows("grad Z")},
          {"grad Z": gZ, "grad W": X.T @ gZ, "grad b": gZ.sum(axis=0)})
    own = X @ W + b
    own[1, 0] += 0.83
    gOwn = 2 * (own - T)
    sheet("a batch, forward and back", program,
          [("Z", own), ("L", np.sum((own - T) ** 2)), ("grad W", X.T @ gOwn)],
          {"Z": WRONG, "L": follows("Z"), "grad W": follows("Z")},
          {"Z": X @ W + b, "L": np.sum((X @ W + b - T) ** 2), "grad W": X.T @ gZ})


def sharing():
    program = ("x = 1.2; y = 0.7; k = 2.5; q = x * y; u = k * q; s = q * q; f = u * s; backward f")
    x, y, k = 1.2, 0.7, 2.5
    q = x * y
    own = 1.9
    sheet("a shared value", program,
          [("q", "1.9"), ("u", k * own), ("s", own * own), ("f", k * own * own * own)],
          {"q": WRONG, "u": follows("q"), "s": follows("q"), "f": follows("q")},
          {"q": q, "u": k * q, "s": q * q, "f": k * q ** 3})
    gs, gu = k * q, q * q
    sheet("one upstream gradient of two", program,
          [("grad u", "1.66"), ("grad s", gs), ("grad q", 1.66 * k + gs * 2 * q),
           ("grad x", (1.66 * k + gs * 2 * q) * y)],
          {"grad u": WRONG, "grad s": RIGHT, "grad q": follows("grad u"), "grad x": follows("grad u")},
          {"grad u": gu, "grad s": gs, "grad q": gu * k + gs * 2 * q,
           "grad x": (gu * k + gs * 2 * q) * y})


def steps():
    program = ("input x = 1.3; target t = 2.1; param w = 0.6; y = w * x; L = (y - t)^2; "
               "minimize L over w with sgd(rate=0.15) for 2 steps")
    x, t, w, rate = 1.3, 2.1, 0.6, 0.15
    slope = lambda w: 2 * (w * x - t) * x
    w1 = w - rate * slope(w)
    w2 = w1 - rate * slope(w1)
    own = 1.43
    open_ = "That values of one step are carried into the next is not said in so many words."
    expected = dict(follows("w @ 1"), verdicts=["follows", "wrong"])
    sheet("a step after a wrong one", program, [("w @ 1", "1.43"), ("w @ 2", own - rate * slope(own))],
          {"w @ 1": WRONG, "w @ 2": expected}, {"w @ 1": w1, "w @ 2": w2}, open_)
    sheet("a step by a wrong gradient", program,
          [("grad w @ 0", "-2.83"), ("w @ 1", w + rate * 2.83)],
          {"grad w @ 0": WRONG, "w @ 1": dict(follows("grad w @ 0"), verdicts=["follows", "wrong"])},
          {"grad w @ 0": slope(w), "w @ 1": w1}, open_)


def add():
    classic()
    scalar_chain()
    two_factors()
    units()
    arrays()
    rows()
    sharing()
    steps()
