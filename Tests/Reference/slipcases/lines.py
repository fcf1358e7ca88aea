"""Answer lines: names, blanks, a quantity told twice, other outputs, other ways of writing `grad x`."""
from math import exp

from sheet import case

RIGHT, WRONG = {"verdict": "correct"}, {"verdict": "wrong"}
CLASSIC = "x = -2; y = 5; z = -4; q = x + y; f = q * z; backward f"


def line(name, answers, expect, right, program=CLASSIC, comment=None):
    case("lines: " + name, program, answers, expect, right, comment)


def add():
    line("all right", ["q = 3", "f = -12", "grad x = -4", "grad z = 3"],
         {"q": RIGHT, "f": RIGHT, "grad x": RIGHT, "grad z": RIGHT},
         {"q": 3.0, "f": -12.0, "grad x": -4.0, "grad z": 3.0})
    unknown = {"verdict": "unreadable"}
    line("an unknown name", ["qq = 3", "q = 3"], {"qq": unknown, "q": RIGHT}, {"q": 3.0})
    line("an unknown name of a gradient", ["grad u = 3"], {"grad u": unknown}, {})
    line("another case of a name", ["Q = 3"], {"Q": unknown}, {})
    line("no number", ["q = three"], {"q": unknown}, {"q": 3.0})
    line("an ambiguous comma", ["q = 3,000"], {"q": unknown}, {"q": 3.0})
    line("a comma for the point", ["q = 3,0"], {"q": RIGHT}, {"q": 3.0})
    blank = {"verdict": "blank"}
    line("a blank answer", ["q =", "f = -12"], {"q": blank, "f": RIGHT}, {"q": 3.0, "f": -12.0})
    line("a blank answer with spaces", ["grad x =   "], {"grad x": blank}, {"grad x": -4.0})
    line("asked and not told", ["q = 3"], {"q": RIGHT, "grad x": blank}, {"q": 3.0, "grad x": -4.0},
         CLASSIC + "; ask q; ask grad x")
    line("the last line counts, right", ["q = 4", "grad x = -4", "q = 3"],
         {"q": RIGHT, "grad x": RIGHT}, {"q": 3.0, "grad x": -4.0})
    line("the last line counts, wrong", ["q = 3", "q = 4"], {"q": WRONG}, {"q": 3.0})
    line("two ways of writing one quantity", ["grad x = 9", "x.grad = -4"], {"grad x": RIGHT},
         {"grad x": -4.0}, comment="The second is the last line for it.")
    line("x.grad", ["x.grad = -4"], {"grad x": RIGHT}, {"grad x": -4.0})
    line("x.grad with its sign turned", ["x.grad = 4"],
         {"grad x": {"verdict": "wrong", "slips": [["sign-flip"]]}}, {"grad x": -4.0})
    same = "df/dx of the last backward; a report may call it grad x."
    line("df/dx", ["df/dx = -4"], {"df/dx": RIGHT}, {"df/dx": -4.0}, comment=same)
    line("∂f/∂x", ["∂f/∂x = -4"], {"df/dx": RIGHT}, {"df/dx": -4.0}, comment=same)
    line("a minus of typography", ["f = −12"], {"f": RIGHT}, {"f": -12.0})

    two = ("x = 1.3; y = -0.7; k = 2.6; q = x * y; u = k * q; s = exp(q); f = u * s; backward f")
    x, y, k = 1.3, -0.7, 2.6
    q = x * y
    s = exp(q)
    right = {"dq/dx": y, "du/dx": k * y, "ds/dy": s * x, "grad q": k * s + k * q * s}
    line("derivatives of other outputs", ["dq/dx = -0.70", "du/dx = -1.82", f"ds/dy = {s * x:.4f}",
                                          f"grad q = {k * s * (1 + q):.4f}"],
         {key: RIGHT for key in right}, right, two)
    line("another output, operands swapped", [f"du/dx = {k * x:.2f}"],
         {"du/dx": {"verdict": "wrong", "slips": [["swapped-operands"]], "first": True}},
         {"du/dx": k * y}, two)
    line("another output, the whole sign", [f"ds/dy = {-s * x:.4f}"],
         {"ds/dy": {"verdict": "wrong", "slips": [["sign-flip"]], "first": True}},
         {"ds/dy": s * x}, two)
    line("another output, the gradient of the last", [f"dq/dx = {k * s * (1 + q) * y:.5f}"],
         {"dq/dx": WRONG}, {"dq/dx": y}, two, "df/dx where dq/dx was asked: wrong; no slip is expected.")
    line("another output without backward", ["dy/dx = 6.2"], {"dy/dx": RIGHT}, {"dy/dx": 6.2},
         "x = 3.1; y = x * x")
    paths = "x = 1.4; y = x * x * x; L = 2.5 * y; backward L"
    line("a node out of the output's reach", ["grad w = 0", "grad x = 14.7"],
         {"grad w": RIGHT, "grad x": RIGHT}, {"grad w": 0.0, "grad x": 2.5 * 3 * 1.4 ** 2},
         "w = 2; " + paths)
    line("a matrix over several lines", ["grad W = [[0.48,", "  -0.80],", " [-0.90, 1.5]]"],
         {"grad W": RIGHT}, {"grad W": [[0.48, -0.8], [-0.9, 1.5]]},
         "W = [[1, 2], [3, 4]]; C = [[0.48, -0.8], [-0.9, 1.5]]; L = sum(W * C); backward L")
    line("fractions in a vector", ["y = [1/3, -2/3]"], {"y": RIGHT}, {"y": [1 / 3, -2 / 3]},
         "x = [1, -2]; y = x / 3")
    case("lines: a vector of another length", "x = [1, 2]; y = x / 2", ["y = [0.5, 1.0, 1.5]"],
         {"y": {"verdict": "wrong", "verdicts": ["wrong", "unreadable"]}}, {"y": [0.5, 1.0]},
         "Of a shape that no slip gives.")
    line("a calculation", ["p = e^-1 / (1 + e^-1)"], {"p": RIGHT}, {"p": 1 / (1 + exp(1))},
         "z = -1; p = sigmoid(z)")
