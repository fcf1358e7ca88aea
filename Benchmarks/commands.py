"""Times whole commands of the release build, from the start of the process to its end."""
import pathlib
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time


def program(nodes):
    """A chain of sums, products, differences and squashed values, each of recent ones."""
    draw = random.Random(1)
    lines = ["x0 = 0.5", "x1 = -0.3"]
    for i in range(2, nodes):
        a, b = (draw.randrange(max(0, i - 50), i) for _ in range(2))
        rule = (f"x{a} + x{b}", f"x{a} * 0.5", f"tanh(x{a})", f"x{a} - x{b} * 0.1")[i % 4]
        lines.append(f"x{i} = {rule}")
    return "\n".join(lines + [f"backward x{nodes - 1}"]) + "\n"


def measure(name, command, runs, prepare=lambda: None):
    times = []
    for i in range(runs + 1):
        prepare()
        start = time.perf_counter()
        done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        if i:
            times.append(time.perf_counter() - start)
        if done.returncode:
            sys.exit(f"{name}: exit {done.returncode}\n{done.stderr.decode(errors='replace')[:500]}")
    print(f"{name:<46} {min(times):9.3f} {statistics.median(times):9.3f} {max(times):9.3f}")


def run(root, runs):
    gradus = root / ".build" / "release" / "gradus"
    if not gradus.exists():
        sys.exit("no release build: run 'make course' first")
    print(f"\n{'whole commands, s':<46} {'min':>9} {'median':>9} {'max':>9}")
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        site = folder / "site"
        measure("start of the program (--version)", [gradus, "--version"], runs)
        measure(
            "the course, cold", [gradus, "build", root / "lessons", "-d", site], runs,
            lambda: shutil.rmtree(site, ignore_errors=True))
        for nodes in (100, 100_000):
            path = folder / f"{nodes}.grad"
            path.write_text(program(nodes))
            for form in ("text", "json"):
                measure(
                    f"trace of {nodes} nodes, {form}", [gradus, "trace", path, "--format", form],
                    runs)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    megabytes = peak / (1 << 20 if sys.platform == "darwin" else 1024)
    print(f"largest memory of a command: {megabytes:.0f} MB")
