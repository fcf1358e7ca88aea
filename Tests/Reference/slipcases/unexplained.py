"""Wrong numbers that no slip gives: nothing may be named.

Six and more digits where a program is larger, so that no pair of slips meets them by chance; four where
it is small. The numbers were drawn once and are written down here.
"""
import numpy as np

from sheet import case, dsigmoid, read, sigmoid, visibly_different

OWN = {"verdict": "wrong", "none": True}


def none(program, quantity, right, answers):
    for answer in answers:
        assert visibly_different(read(answer), right, 0.005), (program, answer, right)
        case(f"unexplained: {quantity} = {answer}", program, [f"{quantity} = {answer}"],
             {quantity: OWN}, {quantity: right})


def add():
    none("x = -2.3; y = 5.1; z = -4.7; q = x + y; f = q * z; backward f", "grad z", 2.8,
         ["3.417", "-0.6193", "1.9462"])
    none("x = -2.3; y = 5.1; z = -4.7; q = x + y; f = q * z; backward f", "f", -13.16,
         ["-21.937", "8.3412"])
    none("x = 1.7; k = 0.9; c = -2.3; y = x * x + k * x; L = c * y; backward L", "grad x",
         -2.3 * (3.4 + 0.9), ["-8.61733", "14.20519", "3.337841"])
    x, w, b, t = 0.8, -1.4, 0.35, 0.9
    z = w * x + b
    a = float(sigmoid(z))
    program = (f"x = {x}; w = {w}; b = {b}; target t = {t}; z = w * x + b; a = sigmoid(z); "
               "L = (a - t)^2; backward L")
    none(program, "grad w", 2 * (a - t) * float(dsigmoid(z)) * x,
         ["-0.1370294", "0.2918361", "-0.5562917"])
    none(program, "a", a, ["0.4470193", "0.2635581"])
    none(program, "L", (a - t) ** 2, ["0.2917364", "0.5380127"])
    u, v = np.array([0.4, -1.3, 2.1]), np.array([1.2, 0.7, -0.6])
    program = "u = [0.4, -1.3, 2.1]; v = [1.2, 0.7, -0.6]; d = dot(u, v); L = d * d; backward L"
    none(program, "grad u", 2 * (u @ v) * v,
         ["[-1.937, -2.481, 3.116]", "[-4.1721, 0.93155, 1.2209]"])
    W, y = np.array([[0.5, -1.2], [0.8, 0.3]]), np.array([1.4, -0.6])
    program = ("x = [1.4, -0.6]; W = [[0.5, -1.2], [0.8, 0.3]]; z = W @ x; a = tanh(z); "
               "L = sum(a * a); backward L")
    s = np.tanh(W @ y)
    none(program, "grad W", np.outer(2 * s * (1 - s * s), y),
         ["[[0.7713, -0.2904], [0.4419, 0.1352]]", "[[1.0928, 0.4461], [-0.8153, 0.2097]]"])
    x, t, w, rate = 1.3, 2.1, 0.6, 0.15
    program = (f"input x = {x}; target t = {t}; param w = {w}; y = w * x; L = (y - t)^2; "
               f"minimize L over w with sgd(rate={rate}) for 1 steps")
    none(program, "w @ 1", w - rate * 2 * (w * x - t) * x, ["1.283914", "0.7315527"])
    none("a = 3.1; b = 1.6; c = 0.7; r = a / b * c; L = r * r; backward L", "grad c",
         2 * (3.1 / 1.6) ** 2 * 0.7, ["4.419038", "-7.026611"])
