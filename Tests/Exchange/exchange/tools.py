"""The command, the programs to try it on, and a count of what was compared."""
import json
import os
import pathlib
import shutil
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[3]
GRADUS = os.environ.get("GRADUS") or shutil.which("gradus") or str(ROOT / ".build/debug/gradus")
FOLDER = pathlib.Path(tempfile.mkdtemp(prefix="gradus-exchange-"))


class Failures:
    """What was compared, and what did not agree."""

    def __init__(self):
        self.compared = 0
        self.failed = []

    def check(self, holds, what):
        self.compared += 1
        if not holds:
            self.failed.append(what)
            print("  WRONG", what, flush=True)


def gradus(*arguments, status=0, data=None):
    """Runs the command and gives back what it printed; it has to end as expected."""
    done = subprocess.run([GRADUS, *map(str, arguments)], input=data, capture_output=True, timeout=120)
    if status is not None and done.returncode != status:
        raise AssertionError(f"gradus {arguments}: exit {done.returncode}\n{done.stderr.decode()}")
    return done


def trace(path, *more):
    """Values and gradients of a program, as Gradus computes them."""
    return json.loads(gradus("trace", path, "--format", "json", *more, status=None).stdout)


def programs():
    """All programs to export: one for each operation, the examples, and the worked examples."""
    here = ROOT / "Tests/Exchange/operations"
    found = sorted(here.glob("*.grad")) + sorted((ROOT / "examples").glob("*.grad"))
    examples = json.loads((ROOT / "Tests/Reference/worked-examples.json").read_text())["examples"]
    folder = FOLDER / "worked"
    folder.mkdir(exist_ok=True)
    for example in examples:
        if "program" in example:
            path = folder / f"{example['id']}.grad"
            path.write_text("\n".join(example["program"]) + "\n")
            found.append(path)
    return found


def numbers(value):
    """A value of the JSON as an array."""
    import numpy

    return numpy.array(value, dtype=object).astype(numpy.float64)
