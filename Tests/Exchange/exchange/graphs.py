"""Graphviz lays out what is exported as DOT; the JSON holds together."""
import json
import shutil
import subprocess

from .tools import FOLDER, gradus, programs, trace


def run(failures):
    dot = shutil.which("dot")
    print("  with Graphviz" if dot else "  without Graphviz, which is not installed")
    for path in programs():
        for expand in ("", "all"):
            text = gradus("export", path, "--format", "dot", "--expand", expand).stdout
            if dot:
                drawn = subprocess.run([dot, "-Tsvg"], input=text, capture_output=True, timeout=60)
                holds = drawn.returncode == 0 and not drawn.stderr and b"<svg" in drawn.stdout
                failures.check(holds, f"{path.name}: Graphviz, expand {expand!r} {drawn.stderr[:200]}")
        graph = json.loads(gradus("export", path, "--format", "json").stdout)
        told = trace(path)
        nodes = graph["nodes"]
        ordered = all(o < n["id"] for n in nodes for o in n.get("operands", []))
        failures.check(ordered, f"{path.name}: operands come before their consumers")
        failures.check([n["id"] for n in nodes] == list(range(len(nodes))), f"{path.name}: ids")
        for node in nodes:
            name = node.get("name")
            if name is not None:
                same = node["value"] == told["values"][name]
                failures.check(same, f"{path.name}: {name} in the JSON")
