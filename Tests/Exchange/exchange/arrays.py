"""NumPy reads what is exported, and Gradus what NumPy writes."""
import zipfile

import numpy

from .tools import FOLDER, gradus, numbers, programs, trace


def run(failures):
    for path in programs():
        told = trace(path)
        target = FOLDER / "program.npz"
        gradus("export", path, "--format", "npz", "--output", target)
        arrays = numpy.load(target)
        for name, value in told["values"].items():
            same = numpy.array_equal(arrays[name], numbers(value), equal_nan=True)
            failures.check(same, f"{path.name}: {name} in the archive")
        # After a `minimize` the gradients exported are those at the final parameters.
        if not told["history"]:
            for name, value in told["gradients"].items():
                same = numpy.array_equal(arrays["grad_" + name], numbers(value), equal_nan=True)
                failures.check(same, f"{path.name}: grad_{name} in the archive")
    read(failures)


def read(failures):
    program = FOLDER / "leaves.grad"
    program.write_text("input η = [[1, 2, 3], [4, 5, 6]]\nparam b = 1\ny = η * 2 + b\n")
    whole = numpy.arange(6).reshape(2, 3)
    kinds = ["<f8", ">f8", "<f4", ">f4", "<f2", "<i8", ">i4", "<i2", "|i1", "|u1", "<u4", "<u8"]
    for kind in kinds:
        for order in "CF":
            array = numpy.array(whole, dtype=kind, order=order)
            numpy.savez(FOLDER / "in.npz", η=array, b=numpy.float64(-2), other=array)
            told = trace(program, "--values", FOLDER / "in.npz")
            same = numpy.array_equal(numbers(told["values"]["y"]), whole * 2.0 - 2)
            failures.check(same, f"reading {kind} in order {order}")
    numpy.savez_compressed(FOLDER / "packed.npz", η=whole, b=numpy.float32(-2), large=numpy.zeros(1_000_000))
    told = trace(program, "--values", FOLDER / "packed.npz")
    same = numpy.array_equal(numbers(told["values"]["y"]), whole * 2.0 - 2)
    failures.check(same, "reading a packed archive")
    with zipfile.ZipFile(FOLDER / "packed.npz", "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("η.npy", bytes(100))
    done = gradus("trace", program, "--values", FOLDER / "packed.npz", status=65)
    failures.check(b"numpy.savez" in done.stderr, "another way of packing is refused with a remedy")
    numpy.savez(FOLDER / "texts.npz", η=numpy.array(["a"]))
    done = gradus("trace", program, "--values", FOLDER / "texts.npz", status=65)
    failures.check(b"<U1" in done.stderr, "texts are refused")
    numpy.savez(FOLDER / "shape.npz", η=whole.T)
    done = gradus("trace", program, "--values", FOLDER / "shape.npz", status=65)
    failures.check("[2, 3], found [3, 2]" in done.stderr.decode(), "another shape is refused")
