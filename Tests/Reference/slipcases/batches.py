"""Batches: a sample a row, X @ W + b, broadcast biases, means over rows."""
from math import log

import numpy as np

from sheet import Program, dsigmoid, on, relu, sigmoid, softmax

X = np.array([[0.6, -1.2], [1.5, 0.4], [-0.9, 0.7]])


def linear_sum():
    """One layer and the sum of squares: the bias's gradient is a sum over three rows."""
    W = np.array([[0.8, -0.5], [0.3, 1.1]])
    B = np.array([0.25, -0.4])
    T = np.array([[0.9, -1.3], [0.2, 0.6], [-0.7, 1.4]])

    def forward(v):
        v.Z = v.X @ v.W + v.b
        v.E = v.Z - v.T
        v.L = np.sum(v.E ** 2)

    def backward(v):
        gE = 2 * v.E
        return {"E": gE, "Z": gE, "T": -gE, "W": v.X.T @ gE, "b": gE.sum(axis=0),
                "X": gE @ v.W.T}

    p = Program("batch layer", {"X": X, "W": W, "b": B, "T": T},
                "Z = linear(X, W, b); E = Z - T; L = sum(E^2); backward L",
                forward, backward, "L", {"W": "param", "b": "param", "T": "target"})
    E = X @ W + B - T
    gE = 2 * E
    p.slip("grad b", "bias-not-summed", gE[0], "the first row")
    p.slip("grad b", "bias-not-summed", gE[2], "the last row")
    p.slip("grad b", "bias-not-summed", gE.mean(axis=0), "the mean of the rows")
    p.slip("grad b", "bias-not-summed", gE, "all rows left standing")
    p.slip("grad W", "transposed", gE.T @ X, "the transpose")
    p.slip("grad X", "transposed", gE @ W, "W for Wᵀ")
    p.slip("grad W", [["missing-two"], ["power-rule"]], X.T @ E, "on the way")
    p.slip("grad W", "target-minus-prediction", X.T @ -gE, "on the way")
    p.slip("grad T", [["target-minus-prediction"], ["subtraction-sign"]], gE, "directly")
    p.slip("Z", "bias-forgotten", X @ W, "the value")
    E0 = X @ W - T
    p.slip("grad W", "bias-forgotten", X.T @ (2 * E0), "on the way back")
    p.slip("L", "bias-forgotten", np.sum(E0 * E0), "on the way")
    p.slip("grad E", "sign-flip", -gE, "the whole answer", first=False, maybe=True,
           comment="E is the difference with a target: target-minus-prediction or sign-flip.")


def two_layers():
    """3-2-2-1 in rows: relu, then sigmoid, with the mean of squares over the batch."""
    W1 = np.array([[0.7, -0.9], [-0.4, 0.5]])
    B1 = np.array([0.15, 0.35])
    W2 = np.array([[1.2], [-0.8]])
    B2 = np.array([-0.3])
    T = np.array([[0.75], [0.1], [0.55]])

    def forward(v):
        v.Z1 = v.X @ v.W1 + v.b1
        v.H = relu(v.Z1)
        v.Z2 = v.H @ v.W2 + v.b2
        v.P = sigmoid(v.Z2)
        v.L = np.mean((v.P - v.T) ** 2)

    def backward(v):
        gP = 2 * (v.P - v.T) / 3
        gZ2 = gP * v.P * (1 - v.P)
        gH = gZ2 @ v.W2.T
        gZ1 = gH * on(v.Z1)
        return {"P": gP, "Z2": gZ2, "H": gH, "Z1": gZ1, "W2": v.H.T @ gZ2,
                "b2": gZ2.sum(axis=0), "W1": v.X.T @ gZ1, "b1": gZ1.sum(axis=0),
                "X": gZ1 @ v.W1.T}

    roles = {name: "param" for name in ("W1", "b1", "W2", "b2")} | {"T": "target"}
    p = Program("batch net", {"X": X, "W1": W1, "b1": B1, "W2": W2, "b2": B2, "T": T},
                "Z1 = X @ W1 + b1; H = relu(Z1); Z2 = H @ W2 + b2; P = sigmoid(Z2); "
                "L = mse(P, T); backward L", forward, backward, "L", roles)
    Z1 = X @ W1 + B1
    H = relu(Z1)
    Z2 = H @ W2 + B2
    P = sigmoid(Z2)
    gP = 2 * (P - T) / 3
    dP = P * (1 - P)
    gZ2 = gP * dP
    gH = gZ2 @ W2.T
    gZ1 = gH * on(Z1)
    p.slip("grad Z1", "relu-gate-ignored", gH, "directly")
    p.slip("grad W1", "relu-gate-ignored", X.T @ gH, "on the way")
    p.slip("grad b1", "relu-gate-ignored", gH.sum(axis=0), "on the way")
    p.slip("grad Z2", "no-activation-derivative", gP, "directly")
    p.slip("grad W2", "no-activation-derivative", H.T @ gP, "on the way")
    p.slip("grad W2", "derivative-at-output", H.T @ (gP * dsigmoid(P)), "on the way")
    p.slip("grad W1", "derivative-at-output", X.T @ ((gP * dsigmoid(P)) @ W2.T * on(Z1)),
           "further on the way")
    p.slip("grad W2", "derivative-at-input", H.T @ (gP * Z2 * (1 - Z2)), "on the way")
    p.slip("grad Z2", "derivative-at-input", gP * Z2 * (1 - Z2), "directly")
    p.slip("grad P", "missing-mean", 3 * gP, "directly")
    p.slip("grad W2", "missing-mean", 3 * H.T @ gZ2, "on the way")
    p.slip("grad W1", "missing-mean", X.T @ gZ1 / 3, "twice, on the way")
    p.slip("L", "missing-mean", np.sum((P - T) ** 2), "the value")
    p.slip("grad P", "missing-two", gP / 2, "directly")
    p.slip("grad W1", "missing-two", X.T @ gZ1 / 2, "on the way")
    p.slip("grad W1", "target-minus-prediction", -(X.T @ gZ1), "on the way")
    p.slip("grad b1", "bias-not-summed", gZ1[1], "one row")
    p.slip("grad b1", "bias-not-summed", gZ1, "all rows left standing")
    p.slip("grad b1", [["bias-not-summed"], ["missing-mean"]], gZ1.mean(axis=0), "the mean",
           comment="With three samples the mean of the rows is 1/n twice.")
    p.slip("grad b2", "bias-not-summed", gZ2, "all rows left standing")
    p.slip("grad W1", "transposed", gZ1.T @ X, "the transpose")
    p.slip("grad W2", "transposed", gZ2.T @ H, "the transpose, of another shape")
    p.slip("grad X", "transposed", gZ1 @ W1, "W1 for its transpose")
    p.slip("P", "bias-forgotten", sigmoid(relu(X @ W1) @ W2 + B2), "the first")
    p.slip("P", "bias-forgotten", sigmoid(H @ W2), "the second")
    p.slip("P", "bias-forgotten", sigmoid(relu(X @ W1) @ W2), "everywhere")
    p.slip("P", "activation-forgotten", sigmoid(Z1 @ W2 + B2), "the first")
    p.slip("P", "activation-forgotten", Z1 @ W2 + B2, "everywhere")
    Q = sigmoid(Z1 @ W2 + B2)
    gQ = 2 * (Q - T) / 3 * Q * (1 - Q)
    p.slip("grad W1", "activation-forgotten", X.T @ (gQ @ W2.T), "the first, on the way back")
    p.slip("grad W2", "activation-forgotten", H.T @ (2 * (Z2 - T) / 3), "the second, on the way back")


def shared_weights():
    """One matrix used in both layers: two paths to it, and to H."""
    W = np.array([[0.5, -0.7], [0.9, 0.3]])
    B = np.array([0.2, -0.15])
    C = np.array([[0.9, 0.4], [-1.1, 0.7], [0.8, -0.6]])

    def forward(v):
        v.H = np.tanh(v.X @ v.W + v.b)
        v.Y = v.H @ v.W
        v.S = v.Y + v.H * v.C
        v.L = np.sum(v.S * v.S)

    def backward(v):
        gS = 2 * v.S
        gH = gS @ v.W.T + gS * v.C
        gA = gH * (1 - v.H ** 2)
        return {"S": gS, "Y": gS, "C": gS * v.H, "H": gH, "W": v.H.T @ gS + v.X.T @ gA,
                "b": gA.sum(axis=0), "X": gA @ v.W.T}

    p = Program("shared matrix", {"X": X, "W": W, "b": B, "C": C},
                "H = tanh(X @ W + b); Y = H @ W; S = Y + H * C; L = sum(S * S); backward L",
                forward, backward, "L", {"W": "param", "b": "param"})
    A = X @ W + B
    H = np.tanh(A)
    S = H @ W + H * C
    gS = 2 * S
    gH = gS @ W.T + gS * C
    dA = 1 - H * H
    gA = gH * dA
    p.slip("grad W", "missing-path", H.T @ gS, "only the second layer", at="W")
    p.slip("grad W", "missing-path", X.T @ gA, "only the first layer", at="W")
    p.slip("grad H", "missing-path", gS @ W.T, "the skip left out", at="H")
    p.slip("grad b", "missing-path", ((gS * C) * dA).sum(axis=0), "the matrix path left out, on the way",
           at="H")
    p.slip("grad b", "bias-not-summed", gA, "all rows left standing")
    p.slip("grad b", "bias-not-summed", gA.mean(axis=0), "the mean of the rows")
    p.slip("grad C", "swapped-operands", gS * C, "C itself")
    p.slip("grad H", "swapped-operands", gS @ W.T + gS * H, "H itself in H * C")
    p.slip("grad W", "no-activation-derivative", H.T @ gS + X.T @ gH, "at one of two paths")
    p.slip("grad W", "derivative-at-input", H.T @ gS + X.T @ (gH * (1 - A * A)), "at one of two paths")
    p.slip("grad H", "transposed", gS @ W + gS * C, "W for Wᵀ")
    p.slip("grad W", "transposed", H.T @ gS + X.T @ ((gS @ W + gS * C) * dA), "W for Wᵀ on the way")
    p.slip("grad X", "transposed", ((gS @ W + gS * C) * dA) @ W, "everywhere")
    p.slip("grad W", "transposed", (H.T @ gS + X.T @ gA).T, "the transpose")
    p.slip("grad C", "no-upstream", H, "the product's derivative alone")


def softmax_rows():
    """Rows through softmax, with the mean cross entropy of the rows."""
    W = np.array([[0.4, -0.6, 0.9], [1.1, 0.2, -0.5]])
    B = np.array([0.1, -0.3, 0.25])
    Y = np.array([[0.0, 1.0, 0.0], [1.0, 0.0, 0.0], [0.0, 0.0, 1.0]])
    Y = 0.7 * Y + 0.1

    def forward(v):
        v.Z = v.X @ v.W + v.b
        v.P = softmax(v.Z)
        v.L = -np.mean(np.sum(v.Y * np.log(v.P), axis=1))

    def backward(v):
        gP = -v.Y / v.P / 3
        gZ = (v.P - v.Y) / 3
        return {"P": gP, "Z": gZ, "W": v.X.T @ gZ, "b": gZ.sum(axis=0), "X": gZ @ v.W.T}

    roles = {"W": "param", "b": "param", "Y": "target"}
    leaves = {"X": X, "W": W, "b": B, "Y": Y.round(10)}
    p = Program("batch softmax", leaves,
                "Z = linear(X, W, b); P = softmax(Z); L = cross_entropy(P, Y); backward L",
                forward, backward, "L", roles)
    P = softmax(X @ W + B)
    gZ = (P - Y) / 3
    diagonal = -Y * (1 - P) / 3
    loss = -np.mean(np.sum(Y * np.log(P), axis=1))
    p.slip("grad Z", "softmax-diagonal", diagonal, "directly")
    p.slip("grad W", "softmax-diagonal", X.T @ diagonal, "on the way")
    p.slip("grad b", "softmax-diagonal", diagonal.sum(axis=0), "on the way")
    p.slip("grad Z", "missing-mean", P - Y, "directly")
    p.slip("grad W", "missing-mean", X.T @ (P - Y), "on the way")
    p.slip("L", "missing-mean", 3 * loss, "the value")
    p.slip("L", "log-base", loss / log(10), "log₁₀ inside the loss")
    p.slip("grad b", "bias-not-summed", gZ, "all rows left standing")
    p.slip("grad b", "bias-not-summed", gZ[0], "the first row")
    p.slip("grad X", "sign-flip", -(gZ @ W.T), "the whole answer", maybe=True,
           comment="Also target-minus-prediction in the loss.")

    p = Program("batch logits", leaves,
                "Z = linear(X, W, b); P = softmax(Z); L = softmax_cross_entropy(Z, Y); backward L",
                forward, lambda v: {key: value for key, value in backward(v).items() if key != "P"}
                , "L", roles)
    p.slip("grad Z", "target-minus-prediction", -gZ, "directly")
    p.slip("grad W", "target-minus-prediction", -(X.T @ gZ), "on the way")
    p.slip("grad Z", "missing-mean", P - Y, "directly")
    p.slip("grad W", "missing-mean", X.T @ gZ / 3, "twice, on the way")
    p.slip("grad W", "transposed", gZ.T @ X, "the transpose, of another shape")
    p.slip("grad X", "bias-forgotten", (softmax(X @ W) - Y) / 3 @ W.T, "in both passes")


def derived_bias():
    """A bias worked out of other leaves: what is not summed goes on from there."""
    W = np.array([[0.8, -0.3], [0.5, 1.2]])
    U = np.array([0.7, -0.45])
    K = np.array([[1.2, -0.7], [0.4, 0.9], [-1.5, 2.1]])
    s = 1.6

    def forward(v):
        v.b = v.s * v.u
        v.Y = v.X @ v.W + v.b
        v.Q = v.Y * v.K
        v.L = np.sum(v.Q * v.Q)

    def backward(v):
        gQ = 2 * v.Q
        gY = gQ * v.K
        gb = gY.sum(axis=0)
        return {"Q": gQ, "Y": gY, "b": gb, "u": gb * v.s, "s": gb @ v.u, "K": gQ * v.Y,
                "W": v.X.T @ gY}

    p = Program("derived bias", {"X": X, "W": W, "s": s, "u": U, "K": K},
                "b = s * u; Y = X @ W + b; Q = Y * K; L = sum(Q * Q); backward L",
                forward, backward, "L")
    Y = X @ W + s * U
    gQ = 2 * Y * K
    gY = gQ * K
    p.slip("grad u", "bias-not-summed", gY.mean(axis=0) * s, "the mean of the rows, on the way")
    p.slip("grad u", "bias-not-summed", gY[0] * s, "the first row, on the way")
    p.slip("grad s", "bias-not-summed", gY.sum(axis=0) * U, "both entries left standing")
    p.slip("grad s", "bias-not-summed", gY.mean(axis=0) @ U, "the mean of the rows, on the way")
    p.slip("grad K", "swapped-operands", gQ * K, "K itself")
    p.slip("grad W", "swapped-operands", X.T @ (gQ * Y), "Y itself on the way")
    p.slip("grad u", "swapped-operands", gY.sum(axis=0) * U, "u itself")
    p.slip("grad W", "missing-path", X.T @ (gY / 2), "one use of Q * Q, on the way", at="Q")


def add():
    linear_sum()
    two_layers()
    shared_weights()
    softmax_rows()
    derived_bias()
