"""Matrix products of ours and of other programs, side by side, in GF/s.

The peak is what the processor does when nothing but fused multiplications runs, measured in the same run.
OpenBLAS is numpy's own, called from C: once as it comes and once told to use its AVX-512 kernels.
"""
import json
import os
import shutil
import subprocess

import scalars

HERE = scalars.HERE
SIZES = [
    (8, 8, 8), (16, 16, 16), (32, 32, 32), (64, 64, 64), (128, 128, 128), (256, 256, 256),
    (512, 512, 512), (1024, 1024, 1024), (2048, 2048, 2048), (32, 128, 784), (128, 128, 784),
    (32, 10, 128), (128, 10, 128),
]
SMOKE = [(8, 8, 8), (32, 32, 32), (128, 10, 128)]


def build_ours(root):
    swift = os.environ.get("SWIFT", "swift")
    subprocess.run(
        [swift, "build", "--configuration", "release", "--product", "KernelsBenchmark", "--quiet"],
        cwd=root, check=True)
    return root / ".build" / "release" / "KernelsBenchmark"


def openblas(root, runs, sizes):
    """Figures of the library inside numpy, as it comes and with AVX-512, if a C compiler is there."""
    compiler = shutil.which("cc") or shutil.which("clang")
    found = list((root / ".build" / "peers").glob("lib/python*/site-packages/numpy.libs/*openblas*"))
    if not compiler or not found:
        return []
    program = root / ".build" / "peers-openblas"
    subprocess.run(
        [compiler, "-O2", HERE / "peers" / "openblas.c", "-o", program, "-ldl"], check=True)
    rows = []
    for core in (None, "SkylakeX"):
        environment = dict(os.environ, OPENBLAS_NUM_THREADS="1")
        if core:
            environment["OPENBLAS_CORETYPE"] = core
        done = subprocess.run(
            [program, found[0], str(runs), *sizes], env=environment, stdout=subprocess.PIPE)
        for line in done.stdout.decode().splitlines():
            row = json.loads(line)
            row["who"] += " (forced)" if core else " (as it comes)"
            rows.append(row)
    return rows


def run(root, runs, smoke):
    """Measures and prints all; whether every product agrees."""
    chosen = SMOKE if smoke else SIZES
    sizes = [",".join(map(str, size)) for size in chosen]
    ours = build_ours(root)
    rows = scalars.figures([ours, "--runs", str(runs), "--sizes", ";".join(sizes)], root)
    python = root / ".build" / "peers" / "bin" / "python"
    if python.exists():
        print("peers: " + ", ".join(scalars.versions(python)))
        rows += openblas(root, runs, sizes)
        for name in ("numpy", "torch", "jax"):
            rows += scalars.figures([python, HERE / "peers" / "products.py", name, str(runs), *sizes], root)
    else:
        print("no peers: 'Benchmarks/run --install' fetches them")
    peak = max([row["rate"] for row in rows if row["who"] == "peak"], default=0) / 1e9
    print(f"\nthe processor's peak, one thread: {peak:.1f} GF/s in float32")
    whos = []
    for row in rows:
        if "m" in row and row["who"] not in whos:
            whos.append(row["who"])
    peers = [who for who in whos if who != "Gradus"]
    print("\nmatrix product, GF/s in float32, one thread\n")
    print("| M×N×K | Gradus | of the peak | of the best peer | " + " | ".join(peers) + " |")
    print("| --- " * (4 + len(peers)) + "|")
    agree = True
    for m, n, k in chosen:
        here = {row["who"]: row for row in rows if (row.get("m"), row.get("n"), row.get("k")) == (m, n, k)}
        if "Gradus" not in here:
            continue
        rate = {who: 2e-9 * m * n * k / row["median"] for who, row in here.items()}
        for who, row in here.items():
            if abs(row["value"] - here["Gradus"]["value"]) > 1e-4 * max(1, k ** 0.5):
                print(f"results differ: {who} {row['value']}, ours {here['Gradus']['value']}")
                agree = False
        best = max([rate[who] for who in peers if who in rate], default=0)
        ratio = f"{rate['Gradus'] / best:.2f}" if best else "–"
        share = f"{rate['Gradus'] / peak:.2f}" if peak else "–"
        cells = [f"{rate[who]:.1f}" if who in rate else "–" for who in peers]
        size = f"{m}³" if m == n == k else f"{m}×{n}×{k}"
        print(f"| {size} | {rate['Gradus']:.1f} | {share} | {ratio} | " + " | ".join(cells) + " |")
    functions = {}
    for row in rows:
        if "what" in row:
            functions.setdefault(row["what"], {})[row["who"]] = row["median"] * 1e9 / row["count"]
    print("\nfunctions of 16,384 floats, ns a number\n")
    for what, times in functions.items():
        print(f"  {what:<8} " + ", ".join(f"{who} {time:.3f}" for who, time in times.items()))
    return agree
