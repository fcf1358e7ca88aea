"""Digits: which roundings of a right value are right, which are imprecise, which are wrong.

rounded-early: an intermediate value between 0.1 and 1, where digits after the point and significant
digits are the same, is rounded to two or three of them and the rest worked out of that.
"""
from math import exp

from sheet import case, sigmoid


def rounded(program, quantity, right, answer, verdict, why, slips=None, verdicts=None, comment=None,
            lines=()):
    expected = {"verdict": verdict}
    if slips:
        expected["slips"] = [[slips]]
    if verdicts:
        expected["verdicts"] = verdicts
    expect = {quantity: expected}
    rights = {quantity: right}
    for other, text, value in lines:
        expect[other] = {"verdict": "correct"}
        rights[other] = value
    answers = [f"{other} = {text}" for other, text, _ in lines] + [f"{quantity} = {answer}"]
    case(f"digits: {why}", program, answers, expect, rights, comment)


def plain():
    y = exp(0.7)  # 2.01375270747
    program = "x = 0.7; y = exp(x)"
    for answer, verdict, why in [
            ("2.0", "correct", "two digits"), ("2", "imprecise", "one digit"),
            ("2.01", "correct", "three digits"), ("2.014", "correct", "four digits"),
            ("2.013", "imprecise", "cut off at the fourth"),
            ("2.0137", "imprecise", "cut off at the fifth"), ("2.0138", "correct", "five digits"),
            ("2.015", "wrong", "one too much in the last digit"), ("2.1", "wrong", "two wrong digits"),
            ("2.013752707", "correct", "ten digits"), ("2.013752708", "correct",
             "within a billionth of itself"), ("2.01375272", "wrong", "beyond a billionth, nine digits"),
            ("201%", "correct", "a percentage"), ("201.4%", "correct", "a percentage with a point"),
            ("200%", "imprecise", "a percentage with noughts that count"),
            ("20.14e-1", "correct", "an exponent"), ("2.0e0", "correct", "an exponent, two digits"),
            ("e^0.7", "correct", "an exact expression"), ("141/70", "wrong", "a near fraction")]:
        rounded(program, "y", y, answer, verdict, why + f" ({answer})")
    for digits, answer, verdict in [(4, "2.01", "imprecise"), (4, "2.014", "correct"),
                                    (3, "2.01", "correct"), (3, "2.0", "imprecise"),
                                    (4, "2.0138", "correct"), (4, "2.013", "imprecise")]:
        rounded(f"{program}; ask y to {digits} digits", "y", y, answer, verdict,
                f"{digits} demanded, {answer}")
    y = -0.5678
    program = "x = 0.5678; y = -x"
    for answer, verdict in [("-0.57", "correct"), ("-.57", "correct"), ("−0.568", "correct"),
                            ("-0.56", "imprecise"), ("-0.567", "imprecise"), ("-0.6", "imprecise"),
                            ("-0.5", "imprecise"), ("-0.58", "wrong"), ("-56.8%", "correct"),
                            ("0.57", "wrong"), ("-2839/5000", "correct")]:
        both = answer == "-0.5"
        rounded(program, "y", y, answer, verdict, f"negative, {answer}",
                verdicts=["imprecise", "wrong"] if both else None,
                comment="One digit and cut off at once." if both else None)


def ties():
    program = "x = 1; y = x / 8"
    for answer, verdict in [("0.12", "correct"), ("0.13", "correct"), ("0.125", "correct"),
                            ("1/8", "correct"), ("12%", "correct"), ("13%", "correct"),
                            ("0.1", "imprecise"), ("0.14", "wrong"), ("0.11", "wrong")]:
        rounded(program, "y", 0.125, answer, verdict, f"tie, {answer}")
    for answer in ("-0.12", "-0.13"):
        rounded("x = -1; y = x / 8", "y", -0.125, answer, "correct", f"negative tie, {answer}")
    for answer in ("2.67", "2.68"):
        rounded("a = 2.5; b = 1.07; p = a * b", "p", 2.675, answer, "correct",
                f"a tie of decimals, {answer}", comment="2.675 is no double.")


def small_and_large():
    open_ = "0 is no rounding of it to any significant digit, yet one to decimal places."
    rounded("x = 0.0004; y = x * x + x", "y", 0.00040016, "0", "wrong", "0 for 0.0004",
            verdicts=["wrong", "imprecise"], comment=open_)
    rounded("x = 0.0004; y = x * x + x", "y", 0.00040016, "0.00040", "correct", "0.00040 for 0.0004")
    rounded("x = 0.0004; y = x * x + x", "y", 0.00040016, "0.0004", "imprecise", "0.0004 has one digit")
    rounded("x = 0.00002; y = x * x", "y", 4e-10, "0", "correct", "0 for 4e-10")
    rounded("x = 0.0003; y = x * x", "y", 9e-8, "0", "wrong", "0 for 9e-8",
            verdicts=["wrong", "imprecise"], comment=open_)
    rounded("x = 35.1; y = x * x + 2.55", "y", 1234.56, "1234.6", "correct", "five digits of 1234.56")
    rounded("x = 35.1; y = x * x + 2.55", "y", 1234.56, "1235", "correct", "a whole number of 1234.56")
    rounded("x = 35.1; y = x * x + 2.55", "y", 1234.56, "1,234.6", "correct", "a comma of thousands")
    rounded("x = 35.1; y = x * x + 2.55", "y", 1234.56, "1230", "imprecise", "a nought that counts")
    rounded("x = 35.1; y = x * x + 2.55", "y", 1234.56, "1234", "imprecise", "cut off to whole")
    rounded("x = 35.1; y = x * x + 2.55", "y", 1234.56, "1.23e3", "correct", "three digits and a power")
    rounded("x = 35.1; y = x * x + 2.55", "y", 1234.56, "1240", "wrong", "too much in the third digit")
    rounded("x = 4; y = x * 2", "y", 8.0, "8", "correct", "a whole number, one digit")
    rounded("x = 4; y = x * 2", "y", 8.0, "8.00", "correct", "a whole number with noughts")
    rounded("x = 4; y = x * 2", "y", 8.0, "8.01", "wrong", "near a whole number")
    rounded("x = 1; y = x / 2", "y", 0.5, "0.5", "correct", "one digit that is exact")
    rounded("x = 1; y = x / 3", "y", 1 / 3, "1/3", "correct", "a third")
    rounded("x = 1; y = x / 3", "y", 1 / 3, "0.3", "imprecise", "a third to one digit")
    rounded("x = 1; y = x / 3", "y", 1 / 3, "33%", "correct", "a third, percent")
    rounded("x = 0.3333; y = x * 1", "y", 0.3333, "1/3", "wrong", "a fraction claims to be exact")
    rounded("x = -3; y = x / 2", "y", -1.5, "-1 1/2", "correct", "a mixed number")
    rounded("x = 0.7; y = x * 3", "y", 2.1, "2.1", "correct", "a double that is not quite the decimal")
    x = "x = [0.5678, 0, 3]; k = 2; y = x / k"
    y = [0.2839, 0, 1.5]
    rounded(x, "y", y, "[0.28, 0, 1.5]", "correct", "a vector, two digits")
    rounded(x, "y", y, "[0.3, 0, 1.5]", "imprecise", "a vector with one coarse entry")
    rounded(x, "y", y, "[0.28, 0, 1.6]", "wrong", "a vector with one wrong entry")
    rounded(x, "y", y, "[0.28, 0.1, 1.5]", "wrong", "a vector with a nought missed")


def updated():
    """w goes from 0.15 to 0.149780716...: the digits count in the change, -0.000219283..."""
    program = ("input x = 0.05; param w = 0.15; g = 0.00877135; L = g * x * w; "
               "minimize L over w with sgd(rate=0.5) for 1 steps")
    w1 = 0.15 - 0.5 * 0.00877135 * 0.05  # 0.14978071625
    both = ["imprecise", "wrong"]
    rounded(program, "w @ 1", w1, "0.149780716", "correct", "updated, nine digits")
    rounded(program, "w @ 1", w1, "0.14978", "correct", "updated, two digits in the change")
    rounded(program, "w @ 1", w1, "0.1498", "imprecise", "updated, one digit in the change")
    rounded(program, "w @ 1", w1, "0.15", "imprecise", "updated, no digit in the change", verdicts=both,
            comment="The value rounded to two digits; of the change nothing is left.")
    rounded(program, "w @ 1", w1, "0.14976", "wrong", "updated, a wrong change")
    program = ("input x = 1.7; param w = 3.25; L = 0.3 * w * x; "
               "minimize L over w with sgd(rate=0.1) for 1 steps")
    w1 = 3.25 - 0.1 * 0.3 * 1.7  # 3.199
    rounded(program, "w @ 1", w1, "3.199", "correct", "updated, exact")
    rounded(program, "w @ 1", w1, "3.2", "imprecise", "updated, its change has one digit",
            verdicts=["imprecise", "wrong"],
            comment="The change is -0.051; written it is -0.05. The old value rounds to 3.2, too.")
    rounded(program, "w", w1, "3.20", "imprecise", "updated, after the last step",
            comment="Three digits of the value, one of the change -0.051.")


def early():
    """y = 7.3 a² with a = σ(0.43) = 0.60587…, and L = ln y."""
    program = "w = 0.9; x = 0.7; b = -0.2; k = 7.3; z = w * x + b; a = sigmoid(z); y = k * a * a"
    a = float(sigmoid(0.43))
    y = 7.3 * a * a
    rounded(program, "y", y, f"{7.3 * 0.61 ** 2:.4g}", "imprecise", "its own step, two digits",
            "rounded-early", lines=[("a", "0.61", a)])
    rounded(program, "y", y, f"{7.3 * 0.606 ** 2:.4g}", "imprecise", "its own step, three digits",
            "rounded-early", lines=[("a", "0.606", a)])
    rounded(program, "y", y, f"{7.3 * 0.61 ** 2:.4g}", "imprecise", "an unwritten step, two digits",
            "rounded-early")
    rounded(program, "y", y, f"{7.3 * 0.606 ** 2:.4g}", "imprecise",
            "an unwritten step, three digits", "rounded-early")
    rounded(program, "y", y, "2.716", "imprecise", "its own step, rounded rightly elsewhere",
            "rounded-early", lines=[("z", "0.43", 0.43), ("a", "0.61", a)])
    rounded(program, "y", y, "2.790", "wrong", "too far for rounding", lines=[("a", "0.61", a)])

    program = ("w = 0.9; x = 0.7; b = -0.2; target t = 0.13; z = w * x + b; a = sigmoid(z); "
               "L = (a - t)^2; backward L")
    ga = 2 * (a - 0.13)
    da = a * (1 - a)
    gw = ga * da * 0.7
    step = 0.61
    rounded(program, "grad z", ga * da, f"{2 * (step - 0.13) * step * (1 - step):.4f}", "imprecise",
            "a value of its own, on the way back", "rounded-early", lines=[("a", "0.61", a)])
    rounded(program, "grad w", gw, f"{2 * (step - 0.13) * step * (1 - step) * 0.7:.4f}", "imprecise",
            "an unwritten value, on the way back", "rounded-early")
    rounded(program, "L", (a - 0.13) ** 2, f"{(step - 0.13) ** 2:.4f}", "imprecise",
            "a loss of its own rounded step", "rounded-early", lines=[("a", "0.61", a)])
    rounded(program, "grad w", gw, f"{0.23 * 0.7:.3f}", "imprecise", "an upstream gradient, two digits",
            "rounded-early", lines=[("grad z", "0.23", ga * da)])


def add():
    plain()
    ties()
    small_and_large()
    updated()
    early()
