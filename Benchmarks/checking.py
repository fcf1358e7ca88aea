"""Times `gradus check` on a pile of answer files, from the start of the process to its end."""
import math
import random
import statistics
import subprocess
import sys
import tempfile
import time
import pathlib

NET = """\
input x = [0.5, -1]
param W1 = [[0.1, 0.4, -0.2], [0.3, -0.5, 0.6]]
param b1 = [0.1, 0, -0.1]
z1 = x @ W1 + b1
a1 = sigmoid(z1)
param W2 = [[0.2, -0.3], [0.5, 0.1], [-0.4, 0.7]]
param b2 = [0, 0.1]
z2 = a1 @ W2 + b2
target y = [1, 0]
L = softmax_cross_entropy(z2, y)
backward L
"""
X, Y = [0.5, -1], [1, 0]
W1, B1 = [[0.1, 0.4, -0.2], [0.3, -0.5, 0.6]], [0.1, 0, -0.1]
W2, B2 = [[0.2, -0.3], [0.5, 0.1], [-0.4, 0.7]], [0, 0.1]
ASKED = ["z1", "a1", "z2", "L", "grad z2", "grad W2", "grad b2", "grad a1", "grad z1", "grad W1", "grad b1"]
NET += "".join(f"ask {name}\n" for name in ASKED)

# Each quantity from those before it, as a person computes it: so mistakes are carried on.
RULES = {
    "z1": lambda v: [sum(x * row[j] for x, row in zip(X, W1)) + B1[j] for j in range(3)],
    "a1": lambda v: [1 / (1 + math.exp(-z)) for z in v["z1"]],
    "z2": lambda v: [sum(a * row[k] for a, row in zip(v["a1"], W2)) + B2[k] for k in range(2)],
    "L": lambda v: math.log(sum(map(math.exp, v["z2"]))) - v["z2"][0],
    "grad z2": lambda v: [math.exp(z) / sum(map(math.exp, v["z2"])) - y for z, y in zip(v["z2"], Y)],
    "grad W2": lambda v: [[a * g for g in v["grad z2"]] for a in v["a1"]],
    "grad b2": lambda v: list(v["grad z2"]),
    "grad a1": lambda v: [sum(w * g for w, g in zip(row, v["grad z2"])) for row in W2],
    "grad z1": lambda v: [g * a * (1 - a) for g, a in zip(v["grad a1"], v["a1"])],
    "grad W1": lambda v: [[x * g for g in v["grad z1"]] for x in X],
    "grad b1": lambda v: list(v["grad z1"]),
}

# Slips that this course's students make; what comes after them follows.
SLIPS = {
    "z1": lambda v: [z - b for z, b in zip(v["z1"], B1)],
    "a1": lambda v: list(v["z1"]),
    "grad z2": lambda v: [-g for g in v["grad z2"]],
    "grad a1": lambda v: [g * 2 for g in v["grad a1"]],
    "grad z1": lambda v: list(v["grad a1"]),
}


def written(value, digits):
    if isinstance(value, list):
        return "[" + ", ".join(written(entry, digits) for entry in value) + "]"
    return f"{value:.{digits}g}"


def sheet(draw):
    """The answers of one student: right, with a slip and what follows, with a stray number, or with gaps."""
    kind = draw.choices(["right", "slip", "stray", "gaps"], [40, 30, 20, 10])[0]
    place = draw.choice(list(SLIPS)) if kind == "slip" else draw.choice(ASKED)
    values, lines, digits = {}, [], draw.choice([3, 4, 5])
    for name in ASKED:
        values[name] = RULES[name](values)
        if kind == "slip" and name == place:
            values[name] = SLIPS[name](values)
        text = written(values[name], digits)
        if kind == "stray" and name == place:
            text = written([draw.uniform(-1, 1) for _ in values[name]], digits) if name in (
                "z1", "a1", "z2", "grad z2", "grad b2", "grad a1", "grad z1", "grad b1") else "0.123"
        if kind == "gaps" and draw.random() < 0.3:
            text = draw.choice(["", "?", "1/0", "½"])
        lines.append(f"{name} = {text}")
    return "\n".join(lines) + "\n"


def run(root, runs, files):
    gradus = root / ".build" / "release" / "gradus"
    if not gradus.exists():
        sys.exit("no release build: run 'make course' first")
    draw = random.Random(1)
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / "net.grad").write_text(NET)
        (folder / "answers").mkdir()
        for number in range(files):
            (folder / "answers" / f"{number:05}.txt").write_text(sheet(draw))
        title = f"checking {files} answer files of a 2-3-2 net, s"
        print(f"\n{title:<46} {'min':>9} {'median':>9} {'max':>9} {'files/s':>9}")
        tables = set()
        for jobs in (1, 2):
            times = []
            for turn in range(runs + 1):
                start = time.perf_counter()
                done = subprocess.run(
                    [gradus, "check", "net.grad", "--answers", "answers", "--format", "csv",
                     "--jobs", str(jobs)], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
                if turn:
                    times.append(time.perf_counter() - start)
                tables.add(done.stdout)
                if done.returncode != 1:
                    sys.exit(f"exit {done.returncode}\n{done.stderr.decode(errors='replace')[:500]}")
            median = statistics.median(times)
            print(f"{f'--jobs {jobs}':<46} {min(times):9.3f} {median:9.3f} {max(times):9.3f} {files / median:9.0f}")
        if len(tables) != 1:
            sys.exit("the table depends on the number of jobs, or on chance")
        rows = [row.split(",") for row in tables.pop().decode().splitlines()[1:]]
        verdicts = [sum(int(row[column]) for row in rows) for column in range(5, 11)]
        names = ("correct", "imprecise", "follows", "wrong", "unreadable", "blank")
        print(", ".join(f"{count} {name}" for count, name in zip(verdicts, names)))
        if len(rows) != files or 0 in verdicts[:1] + verdicts[2:]:
            sys.exit("the pile should have answers of every kind")
