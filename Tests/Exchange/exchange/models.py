"""ONNX's checker and onnxruntime on what is exported, and the way back."""
import json

import numpy
import onnx
import onnxruntime
from onnx.reference import ReferenceEvaluator

from .tools import FOLDER, gradus, numbers, programs, trace

onnxruntime.set_default_logger_severity(4)
# What nobody expects ONNX to express.
REFUSED = {"ctc.grad"}


def outputs_of(model, feeds):
    """What a model gives: by onnxruntime, or where that has no kernel by ONNX's own evaluator."""
    try:
        session = onnxruntime.InferenceSession(
            model.SerializeToString(), providers=["CPUExecutionProvider"])
    except Exception as error:
        if "NOT_IMPLEMENTED" not in str(error):
            raise
        return ReferenceEvaluator(model).run(None, feeds), False
    return session.run(None, feeds), True


def near(found, expected, tolerance):
    found, expected = numpy.asarray(found, dtype=numpy.float64), numpy.asarray(expected)
    return found.shape == expected.shape and numpy.allclose(
        found, expected, rtol=tolerance, atol=tolerance, equal_nan=True)


def run(failures):
    without_kernels = set()
    for path in programs():
        told = trace(path)
        values = {name: numbers(value) for name, value in told["values"].items()}
        graph = json.loads(gradus("export", path, "--format", "json").stdout)
        computed = [n["name"] for n in graph["nodes"] if "operation" in n and "name" in n]
        if not computed:
            continue
        chosen = [part for name in computed for part in ("--output-node", name)]
        for bits, kind, tolerance in (32, numpy.float32, 1e-4), (64, numpy.float64, 1e-6):
            target = FOLDER / "model.onnx"
            command = ["export", path, "--format", "onnx", "--precision", bits, "--output", target]
            if path.name in REFUSED:
                done = gradus(*command, *chosen, status=65)
                failures.check(path.name.encode() in done.stderr, f"{path.name}: refused at its place")
                continue
            gradus(*command, *chosen)
            model = onnx.load(target)
            onnx.checker.check_model(model, full_check=True)
            feeds = {i.name: values[i.name].astype(kind) for i in model.graph.input}
            # Kinks and overflows of single precision are not what is looked for here.
            with numpy.errstate(all="ignore"):
                found, has_kernels = outputs_of(model, feeds)
            if not has_kernels:
                without_kernels.add(f"{path.name} ({bits})")
            for output, value in zip(model.graph.output, found):
                holds = near(value, values[output.name], tolerance)
                failures.check(holds, f"{path.name}, {bits} bits: {output.name} = {value}, "
                               f"not {values[output.name]}")
            if bits == 64:
                back(failures, path, target, values, computed)
    print("  by ONNX's evaluator, since onnxruntime lacks kernels:", *sorted(without_kernels))


def back(failures, path, target, values, computed):
    """A model that is imported again computes the same, or says which operator it cannot take."""
    model = onnx.load(target)
    samples = []
    for entry in model.graph.input:
        numpy.save(FOLDER / f"sample{len(samples)}.npy", values[entry.name])
        samples += ["--sample", f"{entry.name}={FOLDER}/sample{len(samples)}.npy"]
    samples = [s for s in samples]
    program = FOLDER / "back.grad"
    done = gradus("import", target, "--output", program, *samples, status=None)
    if done.returncode == 65 and b"no operation stands for" in done.stderr:
        return
    failures.check(done.returncode == 0, f"{path.name}: back again {done.stderr.decode()[:300]}")
    if done.returncode:
        return
    told = trace(program)
    for name in computed:
        if name in told["values"]:
            holds = near(numbers(told["values"][name]), values[name], 1e-9)
            failures.check(holds, f"{path.name}: {name} after the way back")
