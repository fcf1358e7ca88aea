#!/usr/bin/env python3
"""What Gradus exports and imports, in the eyes of the programs that it is for; see `Tests/Exchange/run`."""
import shutil
import sys
import time

from exchange import arrays, foreign, graphs, hostile, models, pytorch
from exchange.tools import FOLDER, GRADUS, Failures

PARTS = {
    "arrays": arrays, "graphs": graphs, "pytorch": pytorch, "onnx": models, "models": foreign,
    "hostile": hostile,
}


def main():
    names = sys.argv[1:] or list(PARTS)
    print(f"with {GRADUS}")
    failures = Failures()
    for name in names:
        before, start = failures.compared, time.monotonic()
        print(name, flush=True)
        PARTS[name].run(failures)
        print(f"  {failures.compared - before} comparisons in {time.monotonic() - start:.0f} s", flush=True)
    shutil.rmtree(FOLDER)
    if failures.failed:
        sys.exit(f"{len(failures.failed)} of {failures.compared} comparisons are wrong")
    print(f"{failures.compared} comparisons agree")


if __name__ == "__main__":
    main()
