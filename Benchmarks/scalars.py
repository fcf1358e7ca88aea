"""Scalar graphs of ours and of other programs, side by side, with ratios.

Every program makes the same nets from the same generator and prints a line of JSON for each figure; the
outputs and the sums of the gradients must agree to 1e-9 (1e-5 in single precision).
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
# The peers and their versions, so that records stay comparable.
PACKAGES = {
    "micrograd": "0.1.0", "torch": "2.13.0", "jax": "0.10.2", "numpy": "2.4.6",
    "tinygrad": "0.14.0",
}
OURS = "Gradus"


def figures(command, root):
    """What a program printed; a program that fails is told of and left out."""
    environment = dict(os.environ, OMP_NUM_THREADS="1", JAX_PLATFORMS="cpu")
    done = subprocess.run(
        command, cwd=root, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if done.returncode:
        words = done.stderr.decode(errors="replace").strip().splitlines()
        print(f"left out: {' '.join(map(str, command))}: {(words or ['no word'])[-1][:200]}")
    lines = done.stdout.decode().splitlines()
    return [json.loads(line) for line in lines if line.startswith("{")]


def install(root):
    """The Python peers, from PyPI, into a folder that the build ignores."""
    python = root / ".build" / "peers" / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", python.parent.parent], check=True)
    wanted = [f"{name}=={version}" for name, version in PACKAGES.items()]
    subprocess.run([python, "-m", "pip", "install", "--quiet", *wanted], check=True)


def versions(python):
    code = (
        "import importlib.metadata as m, sys\n"
        "for n in sys.argv[1:]:\n"
        "    try: print(n, m.version(n), sep=' ')\n"
        "    except m.PackageNotFoundError: pass")
    done = subprocess.run([python, "-c", code, *PACKAGES], stdout=subprocess.PIPE)
    return done.stdout.decode().split("\n")[:-1]


def build_ours(root):
    swift = os.environ.get("SWIFT", "swift")
    subprocess.run(
        [swift, "build", "--configuration", "release", "--product", "TapeBenchmark", "--quiet"],
        cwd=root, check=True)
    return root / ".build" / "release" / "TapeBenchmark"


def build_adolc(root):
    """ADOL-C's driver, where a compiler and Debian's libadolc-dev are."""
    compiler = shutil.which("c++") or shutil.which("clang++")
    if not compiler:
        return None
    program = root / ".build" / "peers-adolc"
    done = subprocess.run(
        [compiler, "-O3", "-march=native", "-std=c++17", HERE / "peers" / "adolc.cpp", "-ladolc",
         "-o", program], stderr=subprocess.DEVNULL)
    return program if done.returncode == 0 else None


def disagreements(rows):
    """Figures whose results are not ours."""
    ours = {}
    for row in rows:
        if row["who"].startswith(OURS):
            ours.setdefault((row["what"].split(",")[0], row["nodes"]), row)
    wrong = []
    for row in rows:
        mine = ours.get((row["what"].split(",")[0], row["nodes"]))
        tolerance = 1e-5 if "float32" in row["who"] else 1e-9
        for key in ("value", "gradient"):
            if mine and abs(row[key] - mine[key]) > tolerance * max(1, abs(mine[key])):
                wrong.append(f"{row['who']}, {row['what']}: {key} {row[key]}, ours {mine[key]}")
    return wrong


def table(rows):
    """For each thing measured, ours first, then the others with their ratio to our best."""
    groups = {}
    for row in rows:
        groups.setdefault((row["what"], row["nodes"]), []).append(row)
    for (what, nodes), group in sorted(groups.items(), key=lambda item: item[0]):
        unit, scale = ("ns a node", 1e9 / nodes) if nodes else ("ms", 1e3)
        title = f"{what}, {nodes:,} nodes, {unit}" if nodes else f"{what}, {unit}"
        print(f"\n{title:<68} {'min':>9} {'median':>9} {'max':>9} {'ratio':>9}")
        ours = [row["median"] for row in group if row["who"].startswith(OURS)]
        for row in sorted(group, key=lambda r: (not r["who"].startswith(OURS), r["median"])):
            ratio = f"{row['median'] / min(ours):9.2f}" if ours else f"{'':>9}"
            numbers = " ".join(f"{row[k] * scale:9.3f}" for k in ("min", "median", "max"))
            requests = row.get("allocations", -1)
            note = f"  {requests} allocations" if requests >= 0 else ""
            print(f"  {row['who']:<66} {numbers} {ratio}{note}")


def run(root, runs, smoke, sizes, others):
    """Measures and prints all; whether every result agrees."""
    sizes = [str(size) for size in sizes]
    rows = figures([build_ours(root), "--runs", str(runs), "--nodes", ",".join(sizes)], root)
    python = root / ".build" / "peers" / "bin" / "python"
    if python.exists():
        print("peers: " + ", ".join(versions(python)))
        for name in PACKAGES:
            command = [python, HERE / "peers" / "peer.py", name, "--runs", str(runs)]
            rows += figures(command + (["--smoke"] if smoke else []), root)
    else:
        print("no peers: 'Benchmarks/run --install' fetches them")
    adolc = build_adolc(root)
    if adolc:
        rows += figures([adolc, str(runs), *sizes], root)
    for command in others:
        rows += figures([*command.split(), str(runs), *sizes], root)
    table(rows)
    wrong = disagreements(rows)
    print(f"\n{len(rows)} figures; " + (
        "all results agree" if not wrong else "results differ:\n" + "\n".join(wrong)))
    return not wrong
