"""Epochs of training, ours and other programs', side by side.

Everyone trains the same nets from the same weights on the same samples, with plain descent. The loss of 256 samples
after one epoch must agree to a thousandth, or the run fails.
"""
import os
import subprocess

import scalars

HERE = scalars.HERE
SAMPLES = 60_000
SMOKE_SAMPLES = 1_280


def build_ours(root):
    swift = os.environ.get("SWIFT", "swift")
    subprocess.run(
        [swift, "build", "--configuration", "release", "--product", "TrainingBenchmark", "--quiet"],
        cwd=root, check=True)
    return root / ".build" / "release" / "TrainingBenchmark"


def measured(root, ours, python, threads, runs, samples):
    figures = [str(threads), str(runs), str(samples)]
    rows = scalars.figures(
        [ours, "--threads", figures[0], "--runs", figures[1], "--samples", figures[2]], root)
    if python.exists():
        for name in ("jax", "torch", "numpy"):
            rows += scalars.figures([python, HERE / "peers" / "training.py", name, *figures], root)
    return rows


def table(rows, threads):
    """Prints figures as a table; whether the losses agree."""
    whos = list(dict.fromkeys(row["who"] for row in rows))
    print(f"\nan epoch in ms (least of the runs), {threads} thread(s); in brackets, ours as a share of it\n")
    print("| net, batch | " + " | ".join(whos) + " |")
    print("| --- " * (1 + len(whos)) + "|")
    agree = True
    for net, batch in dict.fromkeys((row["net"], row["batch"]) for row in rows):
        here = {row["who"]: row for row in rows if (row["net"], row["batch"]) == (net, batch)}
        ours = here.get("Gradus")
        cells = []
        for who in whos:
            if who not in here:
                cells.append("–")
                continue
            cell = f"{here[who]['min'] * 1e3:.2f}"
            if ours and not who.startswith("Gradus"):
                cell += f" ({ours['min'] / here[who]['min']:.2f})"
                if abs(here[who]["loss"] - ours["loss"]) > 1e-3 * abs(ours["loss"]):
                    print(f"results differ: {who} {here[who]['loss']}, ours {ours['loss']}")
                    agree = False
            cells.append(cell)
        print(f"| {net}, {batch} | " + " | ".join(cells) + " |")
    return agree


def run(root, runs, smoke):
    """Measures and prints all; whether every net comes to the same loss."""
    samples = SMOKE_SAMPLES if smoke else SAMPLES
    ours = build_ours(root)
    python = root / ".build" / "peers" / "bin" / "python"
    print("peers: " + ", ".join(scalars.versions(python)) if python.exists()
          else "no peers: 'Benchmarks/run --install' fetches them")
    agree, least = True, {}
    for threads in (1, 2):
        rows = measured(root, ours, python, threads, runs, samples)
        agree = table(rows, threads) and agree
        for row in rows:
            if row["who"].startswith("Gradus"):
                least[row["who"], row["net"], row["batch"], threads] = row["min"]
                print(f"{row['who']}, {row['net']}, {row['batch']}, {threads} thread(s): asks for memory "
                      f"{row['step_allocations']} times from step to step, {row['epoch_allocations']} an epoch")
    print("\ntwo threads, times one: " + ", ".join(
        f"{net}, {batch} {least[who, net, batch, 1] / least[who, net, batch, 2]:.2f}"
        for who, net, batch, threads in least if threads == 2 and who == "Gradus"))
    return agree
