"""Files that are cut off, changed at random, or ask for too much: a message, and never more than that."""
import random
import resource
import subprocess
import zipfile

import numpy
from onnx import TensorProto, helper, numpy_helper

from .tools import FOLDER, GRADUS, gradus


def small_model():
    weights = numpy_helper.from_array(numpy.ones((2, 3), numpy.float32), "W")
    bias = helper.make_tensor("b", TensorProto.FLOAT, [3], [0.5, 1, 2])
    nodes = [
        helper.make_node("Gemm", ["x", "W", "b"], ["h"], name="first", alpha=0.5, beta=2.0),
        helper.make_node("LeakyRelu", ["h"], ["y"], name="second", alpha=0.1),
    ]
    graph = helper.make_graph(
        nodes, "small", [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["N", 2])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, ["N", 3])], [weights, bias])
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)]).SerializeToString()


def attempt(failures, command, name, content, what):
    path = FOLDER / name
    path.write_bytes(content)
    limit = lambda: resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
    try:
        done = subprocess.run([GRADUS, *[str(path) if c == "FILE" else c for c in command]],
                              capture_output=True, timeout=20, preexec_fn=limit)
    except subprocess.TimeoutExpired:
        failures.check(False, f"{what}: takes too long")
        return
    first = done.stderr.decode().split("\n")[0]
    fine = done.returncode == 0 or (
        done.returncode == 65 and not done.stdout and (first.startswith("gradus: ") or ": error: " in first))
    failures.check(fine, f"{what}: exit {done.returncode}, {first!r}")


def run(failures):
    random.seed(3)
    model = small_model()
    for length in range(len(model)):
        attempt(failures, ["import", "FILE"], "cut.onnx", model[:length], f"cut at {length}")
    numpy.savez(FOLDER / "whole.npz", x=numpy.ones((2, 2)))
    archive = (FOLDER / "whole.npz").read_bytes()
    numpy.savez_compressed(FOLDER / "packed.npz", x=numpy.ones((2, 2)))
    packed = (FOLDER / "packed.npz").read_bytes()
    read = ["trace", "x = [[1, 2], [3, 4]]; y = 2 * x", "--values", "FILE"]
    for length in range(0, len(archive), 7):
        attempt(failures, read, "cut.npz", archive[:length], f"archive cut at {length}")
    for length in range(0, len(packed), 7):
        attempt(failures, read, "cut.npz", packed[:length], f"packed archive cut at {length}")
    for turn in range(150):
        for command, name, whole in ((["import", "FILE"], "m.onnx", model), (read, "m.npz", archive),
                                     (read, "p.npz", packed)):
            changed = bytearray(whole)
            for _ in range(random.randint(1, 4)):
                changed[random.randrange(len(changed))] = random.choice([0, 1, 0x7F, 0x80, 0xFF, random.randrange(256)])
            attempt(failures, command, name, bytes(changed), f"{name} change {turn}")
    # Two bytes a node ask for far more memory than they take.
    nodes = b"\x0a\x00" * 20_000_000
    bomb = b"\x3a" + varint(len(nodes)) + nodes
    attempt(failures, ["import", "FILE"], "bomb.onnx", bomb, "very many empty nodes")
    # A megabyte that unpacks to a gigabyte, whatever length it is said to have.
    with zipfile.ZipFile(FOLDER / "zeros.npz", "w", zipfile.ZIP_DEFLATED) as zeros:
        with zeros.open("x.npy", "w") as file:
            for _ in range(1024):
                file.write(bytes(1 << 20))
    bomb = bytearray((FOLDER / "zeros.npz").read_bytes())
    attempt(failures, read, "bomb.npz", bytes(bomb), "a gigabyte of zeros")
    place = bomb.rindex(b"PK\x01\x02") + 24
    bomb[place:place + 4] = (100).to_bytes(4, "little")
    attempt(failures, read, "bomb.npz", bytes(bomb), "a gigabyte of zeros that claims to be 100 bytes")
    done = gradus("import", "/dev/null", status=65)
    failures.check(b"without a graph" in done.stderr, "an empty file")


def varint(number):
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes(out + bytes([number]))
