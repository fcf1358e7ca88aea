"""Graphs of scalars: paths, differences, quotients, powers, squares, products, signs."""
from math import cos, sin

from sheet import Program, case


def two_uses():
    """y = x² + kx, scaled: three uses of x, every upstream gradient is c."""
    def forward(v):
        v.y = v.x * v.x + v.k * v.x
        v.L = v.c * v.y

    def backward(v):
        gy = v.c
        return {"y": gy, "x": gy * (2 * v.x + v.k), "k": gy * v.x, "c": v.y}

    p = Program("uses", {"x": 1.7, "k": 0.9, "c": -2.3},
                "y = x * x + k * x; L = c * y; backward L", forward, backward, "L")
    x, k, c, y = 1.7, 0.9, -2.3, 1.7 * 1.7 + 0.9 * 1.7
    p.slip("grad x", "missing-path", c * (x + k), "one use of x * x left out", at="x")
    p.slip("grad x", "missing-path", c * 2 * x, "the use in k * x left out", at="x")
    p.slip("grad x", "missing-path", c * k, "only the use in k * x", at="x")
    p.slip("grad x", "missing-path", c * x, "one of three uses", at="x")
    p.slip("grad x", "no-upstream", 2 * x + k, "the sum over consumers without c")
    p.slip("grad k", "no-upstream", x, "the consumer's derivative alone", text="1.7")
    p.slip("grad x", "swapped-operands", c * (2 * x + x), "x itself in k * x")
    p.slip("grad k", "swapped-operands", c * k, "k itself in k * x")
    p.slip("grad k", "sign-flip", -c * x, "the whole answer", at="k", text="3.91")
    p.slip("grad x", "sign-flip", -c * (2 * x + k), "the whole answer", at="x")
    p.slip("grad x", "sign-flip", c * (2 * x - k), "one path",
           comment="A flip at k * x, or at the use of x in it.")
    p.slip("y", "precedence", (x * x + k) * x, "read from left to right")
    p.slip("L", "precedence", c * (x * x + k) * x, "read from left to right, on the way")


def classic():
    """(x + y) z with whole numbers."""
    def forward(v):
        v.q = v.x + v.y
        v.f = v.q * v.z

    def backward(v):
        return {"q": v.z, "x": v.z, "y": v.z, "z": v.q}

    p = Program("classic", {"x": -2, "y": 5, "z": -4}, "q = x + y; f = q * z; backward f",
                forward, backward, "f")
    p.slip("grad x", "sign-flip", 4, "the whole answer", text="4", at="x")
    p.slip("grad x", "no-upstream", 1, "the derivative of a sum alone", text="1")
    p.slip("grad z", "swapped-operands", -4, "z itself", text="-4")
    p.slip("grad q", "swapped-operands", 3, "q itself", text="3")
    p.slip("grad y", "swapped-operands", 3, "q itself on the way", text="3")


def diamond():
    """q goes two ways that meet in a product."""
    def forward(v):
        v.q = v.x * v.y
        v.u = v.k * v.q
        v.s = sin(v.q)
        v.f = v.u * v.s

    def backward(v):
        gu, gs = v.s, v.u
        gq = gu * v.k + gs * cos(v.q)
        return {"u": gu, "s": gs, "q": gq, "k": gu * v.q, "x": gq * v.y, "y": gq * v.x}

    p = Program("diamond", {"x": 1.3, "y": -0.7, "k": 2.6},
                "q = x * y; u = k * q; s = sin(q); f = u * s; backward f", forward, backward, "f")
    x, y, k = 1.3, -0.7, 2.6
    q = x * y
    u, s = k * q, sin(q)
    gq = s * k + u * cos(q)
    p.slip("grad q", "missing-path", s * k, "only the path through u", at="q")
    p.slip("grad q", "missing-path", u * cos(q), "only the path through s", at="q")
    p.slip("grad x", "missing-path", s * k * y, "one path of q on the way", at="q")
    p.slip("grad y", "missing-path", u * cos(q) * x, "the other path of q on the way", at="q")
    p.slip("grad q", "no-upstream", k + cos(q), "the sum over consumers")
    p.slip("grad q", "no-upstream", cos(q), "one consumer's derivative alone")
    p.slip("grad y", "no-upstream", (k + cos(q)) * x, "q's sum over consumers on the way")
    p.slip("grad k", "no-upstream", q, "the consumer's derivative alone")
    p.slip("grad k", "swapped-operands", s * k, "k itself")
    p.slip("grad x", "swapped-operands", gq * x, "x itself in x * y")
    p.slip("grad x", "swapped-operands", (u * k + u * cos(q)) * y, "u itself on the way",
           maybe=True, comment="If a place is one use: at f = u * s only the use of u is swapped.")
    p.slip("grad x", "swapped-operands", (u * q + s * cos(q)) * x, "everywhere",
           comment="f = u * s gives u its own value and s its own, k * q gives q its own, "
                   "x * y gives x its own.")
    p.slip("grad q", "sign-flip", s * k - u * cos(q), "sin' = -cos at one place",
           comment="One contribution with the wrong sign.")
    p.slip("grad y", "sign-flip", (u * cos(q) - s * k) * x, "one path on the way")
    p.slip("grad y", "sign-flip", -gq * x, "the whole answer", at="y",
           comment="A flip at q is the same number.")


def product_chain():
    """Products of products: the swapped operand at each place."""
    def forward(v):
        v.p = v.a * v.b
        v.r = v.p * v.c
        v.L = v.r * v.r * v.d

    def backward(v):
        gr = 2 * v.r * v.d
        gp = gr * v.c
        return {"r": gr, "p": gp, "c": gr * v.p, "a": gp * v.b, "b": gp * v.a, "d": v.r * v.r}

    p = Program("products", {"a": 1.2, "b": -0.8, "c": 2.3, "d": 0.6},
                "p = a * b; r = p * c; L = r * r * d; backward L", forward, backward, "L")
    a, b, c, d = 1.2, -0.8, 2.3, 0.6
    r = a * b * c
    gr = 2 * r * d
    p.slip("grad a", "swapped-operands", gr * c * a, "a itself")
    p.slip("grad a", "swapped-operands", gr * (a * b) * b, "p itself on the way")
    p.slip("grad c", "swapped-operands", gr * c, "c itself")
    p.slip("grad r", "missing-path", r * d, "one use of r * r", at="r",
           comment="missing-two would be a fair name, but r * r is a product.")
    p.slip("grad a", "missing-path", r * d * c * b, "one use of r * r on the way", at="r")
    p.slip("grad b", "missing-path", r * d * c * a, "one use of r * r on the way", at="r")
    p.slip("grad b", "no-upstream", a, "the consumer's derivative alone", text="6/5")
    p.slip("grad a", "no-upstream", c * b, "p's derivative alone on the way", text="-1.840")


def differences():
    """c - a/b, scaled."""
    def forward(v):
        v.q = v.a / v.b
        v.d = v.c - v.q
        v.L = v.k * v.d

    def backward(v):
        gd = v.k
        gq = -gd
        return {"d": gd, "q": gq, "c": gd, "k": v.d, "a": gq / v.b, "b": -gq * v.a / v.b ** 2}

    p = Program("quotient", {"a": 2.4, "b": 1.7, "c": 0.6, "k": 3.1},
                "q = a / b; d = c - q; L = k * d; backward L", forward, backward, "L")
    a, b, c, k = 2.4, 1.7, 0.6, 3.1
    both = [["quotient-rule"], ["subtraction-sign"]]
    p.slip("grad b", "quotient-rule", k * a / b, "the square left out")
    p.slip("grad b", both, -k * a / b ** 2, "the minus left out",
           comment="The minus of the difference and that of the quotient give one number.")
    p.slip("grad b", "quotient-rule", -k * a / b, "square and minus left out")
    p.slip("grad q", "subtraction-sign", k, "directly", text="3.1")
    p.slip("grad a", "subtraction-sign", k / b, "on the way")
    p.slip("grad a", "no-upstream", 1 / b, "the quotient's derivative alone", text="10/17")
    p.slip("grad b", "no-upstream", -a / b ** 2, "the quotient's derivative alone")
    p.slip("d", "sign-flip", -(c - a / b), "the difference the wrong way round",
           comment="A value with the wrong sign: the whole answer.")


def fractions():
    """a quotient whose denominator is worked out, twice."""
    def forward(v):
        v.d = v.u + v.s * v.s
        v.q = v.a / v.d
        v.r = v.c / v.q
        v.L = v.m * v.r

    def backward(v):
        gr = v.m
        gq = -gr * v.c / v.q ** 2
        gd = -gq * v.a / v.d ** 2
        return {"r": gr, "q": gq, "c": gr / v.q, "a": gq / v.d, "d": gd, "u": gd,
                "s": gd * 2 * v.s, "m": v.r}

    p = Program("fractions", {"u": 0.8, "s": 1.3, "a": 3.4, "c": 2.1, "m": 0.7},
                "d = u + s * s; q = a / d; r = c / q; L = m * r; backward L",
                forward, backward, "L")
    u, s, a, c, m = 0.8, 1.3, 3.4, 2.1, 0.7
    d = u + s * s
    q = a / d
    gq = -m * c / q ** 2
    p.slip("grad q", "quotient-rule", -m * c / q, "the square left out")
    p.slip("grad q", "quotient-rule", m * c / q ** 2, "the minus left out")
    p.slip("grad q", "quotient-rule", m * c / q, "square and minus left out")
    p.slip("grad a", "quotient-rule", -m * c / q / d, "the square left out on the way")
    p.slip("grad u", "quotient-rule", -gq * a / d, "the square left out at the asked place")
    p.slip("grad s", "quotient-rule", -(-m * c / q) * a / d * 2 * s, "the square left out everywhere")
    p.slip("grad s", "quotient-rule", -(m * c / q) * a / d ** 2 * 2 * s,
           "square and minus left out on the way")
    p.slip("grad s", "missing-path", -gq * a / d ** 2 * s, "one use of s * s", at="s")
    p.slip("grad d", "no-upstream", -a / d ** 2, "the quotient's derivative alone")


def powers():
    """x³ and x⁴ together."""
    def forward(v):
        v.u = v.x ** 3
        v.w = v.x ** 4
        v.L = v.k * v.u + v.m * v.w

    def backward(v):
        return {"u": v.k, "w": v.m, "x": v.k * 3 * v.x ** 2 + v.m * 4 * v.x ** 3,
                "k": v.u, "m": v.w}

    p = Program("powers", {"x": 1.3, "k": 2.7, "m": -0.9},
                "u = x^3; w = x^4; L = k * u + m * w; backward L", forward, backward, "L")
    x, k, m = 1.3, 2.7, -0.9
    p.slip("grad x", "power-rule", k * x ** 2 + m * 4 * x ** 3, "the factor 3 left out")
    p.slip("grad x", "power-rule", k * 3 * x ** 2 + m * x ** 3, "the factor 4 left out")
    p.slip("grad x", "power-rule", k * x ** 2 + m * x ** 3, "both factors left out")
    p.slip("grad x", "power-rule", k * 3 * x ** 3 + m * 4 * x ** 3, "the exponent 3 kept")
    p.slip("grad x", "power-rule", k * 3 * x ** 3 + m * 4 * x ** 4, "both exponents kept")
    p.slip("grad x", "missing-path", m * 4 * x ** 3, "the path through u left out", at="x")
    p.slip("grad x", "missing-path", k * 3 * x ** 2, "the path through w left out", at="x")
    p.slip("grad x", "no-upstream", 3 * x ** 2 + 4 * x ** 3, "the sum over consumers")

    def forward(v):
        v.z = v.a * v.x
        v.y = v.z ** -2
        v.L = v.c * v.y

    def backward(v):
        gz = v.c * -2 * v.z ** -3
        return {"y": v.c, "z": gz, "a": gz * v.x, "x": gz * v.a, "c": v.y}

    p = Program("negative power", {"x": 0.8, "a": 1.6, "c": 2.3},
                "z = a * x; y = z^-2; L = c * y; backward L", forward, backward, "L")
    z, a, c = 0.8 * 1.6, 1.6, 2.3
    p.slip("grad z", "power-rule", c * z ** -3, "the factor -2 left out")
    p.slip("grad x", "power-rule", c * z ** -3 * a, "the factor -2 left out on the way")
    p.slip("grad a", "power-rule", c * -2 * z ** -2 * 0.8, "the exponent -2 kept on the way")
    p.slip("grad z", "sign-flip", c * 2 * z ** -3, "the minus of the exponent lost", at="z")


def squares():
    """Squares by ^2, by square, halved, and the 2 in each."""
    def forward(v):
        v.e = v.p - v.t
        v.L = v.k * v.e ** 2

    def backward(v):
        ge = v.k * 2 * v.e
        return {"e": ge, "p": ge, "t": -ge, "k": v.e ** 2}

    p = Program("square error", {"p": 0.84, "t": 2.13, "k": 1.7},
                "e = p - t; L = k * e^2; backward L", forward, backward, "L", {"t": "target"})
    e, k = 0.84 - 2.13, 1.7
    two = [["missing-two"], ["power-rule"]]
    p.slip("grad e", two, k * e, "the 2 left out",
           comment="power-rule is as good an answer for ^2.")
    p.slip("grad p", two, k * e, "the 2 left out on the way")
    p.slip("grad t", two, -k * e, "the 2 left out on the way")
    p.slip("grad p", "target-minus-prediction", -k * 2 * e, "t - p")
    p.slip("e", "target-minus-prediction", -e, "t - p for the value", text="1.29")
    p.slip("grad t", [["target-minus-prediction"], ["subtraction-sign"]], k * 2 * e,
           "the minus of the target forgotten")
    p.slip("grad e", [["power-rule"]], k * 2 * e ** 2, "the exponent 2 kept")
    p.slip("grad e", "no-upstream", 2 * e, "the square's derivative alone", text="-2.58")

    def forward(v):
        v.z = v.a * v.x
        v.e = v.z - v.y
        v.s = v.e ** 2
        v.h = v.z ** 2
        v.L = 0.5 * v.s + v.m * v.h

    def backward(v):
        ge = v.e
        gz = ge + v.m * 2 * v.z
        return {"s": 0.5, "h": v.m, "e": ge, "z": gz, "y": -ge, "a": gz * v.x, "x": gz * v.a,
                "m": v.h}

    p = Program("two squares", {"x": 1.9, "a": 0.7, "y": 2.6, "m": 0.35},
                "z = a * x; e = z - y; s = square(e); h = square(z); L = 0.5 * s + m * h; "
                "backward L", forward, backward, "L")
    x, a, y, m = 1.9, 0.7, 2.6, 0.35
    z = a * x
    e = z - y
    p.slip("grad z", "missing-two", e + m * z, "in h")
    p.slip("grad z", "missing-two", 0.5 * e + m * 2 * z, "in s")
    p.slip("grad a", "missing-two", (0.5 * e + m * z) * x, "everywhere, on the way")
    p.slip("grad e", "extra-two", 2 * e, "directly", text="-2.54")
    p.slip("grad z", "extra-two", 2 * e + m * 2 * z, "at one use")
    p.slip("grad a", "extra-two", (2 * e + m * 2 * z) * x, "on the way")
    p.slip("grad z", "missing-path", m * 2 * z, "the path through e left out", at="z")
    p.slip("grad x", "missing-path", e * a, "the path through h left out on the way", at="z")
    p.slip("grad z", "target-minus-prediction", -e + m * 2 * z, "y - z at one use")
    p.slip("grad x", "target-minus-prediction", (-e + m * 2 * z) * a, "y - z on the way")
    p.slip("grad y", [["target-minus-prediction"], ["subtraction-sign"]], e,
           "the minus of the target forgotten", text="-1.27")

    def forward(v):
        v.z = v.w * v.x
        v.d = v.z - v.r
        v.L = v.d ** 2 / 2

    def backward(v):
        return {"d": v.d, "z": v.d, "r": -v.d, "w": v.d * v.x, "x": v.d * v.w}

    p = Program("half square", {"x": 1.6, "w": -0.9, "r": 0.77},
                "z = w * x; d = z - r; L = d^2 / 2; backward L", forward, backward, "L")
    x, w = 1.6, -0.9
    d = w * x - 0.77
    p.slip("grad d", "extra-two", 2 * d, "directly", text="-4.42")
    p.slip("grad w", "extra-two", 2 * d * x, "on the way")
    p.slip("grad r", "extra-two", -2 * d, "on the way")
    p.slip("grad r", "subtraction-sign", d, "directly", text="-2.21")
    p.slip("grad w", [["missing-two"], ["power-rule"]], d / 2 * x, "the 2 left out on the way")


def subtraction_twice():
    """Two differences, the second of a shared node."""
    def forward(v):
        v.u = v.a - v.b
        v.w = v.c - v.u
        v.L = v.w * v.u

    def backward(v):
        gw = v.u
        gu = v.w - gw
        return {"w": gw, "u": gu, "c": gw, "a": gu, "b": -gu}

    p = Program("differences", {"a": 1.9, "b": 0.4, "c": 4.3},
                "u = a - b; w = c - u; L = w * u; backward L", forward, backward, "L")
    u = 1.9 - 0.4
    w = 4.3 - u
    p.slip("grad u", "subtraction-sign", w + u, "at one use", text="4.3")
    p.slip("grad a", "subtraction-sign", w + u, "on the way", text="43/10")
    p.slip("grad b", "subtraction-sign", w - u, "directly", text="1.3")
    p.slip("grad b", "subtraction-sign", w + u, "everywhere", text="4.3")
    p.slip("grad b", "subtraction-sign", -(w + u), "on the way", text="-4.3")
    p.slip("grad u", [["missing-path"], ["no-upstream"]], w, "the use in c - u left out",
           text="2.8", comment="The consumer left is the output, whose upstream gradient is 1.")
    p.slip("grad u", "missing-path", -u, "the use in the product left out", text="-1.5", at="u")


def add():
    two_uses()
    classic()
    diamond()
    product_chain()
    differences()
    fractions()
    powers()
    squares()
    subtraction_twice()
    case("the specification's: two uses of x, one path taken", "x = 3; y = x * x + 2 * x; backward y",
         ["grad x = 6"],
         {"grad x": {"verdict": "wrong", "slips": [["missing-path"]], "at": "x"}}, {"grad x": 8.0},
         "Both uses in x * x without the other; with an upstream gradient of 1 the derivative of "
         "that consumer alone is the same number, so no order is asked for.")
