"""Models that other programs made, imported: PyTorch's own exporter, and every operator by hand."""
import json
import math

import numpy
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from .models import near, outputs_of
from .tools import FOLDER, gradus, numbers, trace

FLOAT = TensorProto.FLOAT


def compare(failures, what, model, samples, tolerance=1e-5):
    """Imports a model with samples and compares its outputs with onnxruntime's."""
    path = FOLDER / "foreign.onnx"
    onnx.save(model, path)
    command = []
    for index, (name, sample) in enumerate(samples.items()):
        numpy.save(FOLDER / f"input{index}.npy", sample)
        command += ["--sample", f"{name}={FOLDER}/input{index}.npy"]
    program = FOLDER / "foreign.grad"
    done = gradus("import", path, "--output", program, *command, status=None)
    if done.returncode:
        failures.check(False, f"{what}: {done.stderr.decode()[:400]}")
        return
    with numpy.errstate(all="ignore"):
        expected, _ = outputs_of(model, samples)
    told = trace(program)["values"]
    lines = [line for line in program.read_text().split("\n") if line]
    last = lines[-1].split(" = ")[0].split(" ")[-1]
    holds = near(numbers(told[last]), expected[-1], tolerance)
    failures.check(holds, f"{what}: {told[last]} is not {expected[-1]}\n{program.read_text()[:1500]}")


def made(nodes, inputs, outputs, initializers=(), version=17):
    """A model of some nodes."""
    graph = helper.make_graph(
        nodes, "made",
        [helper.make_tensor_value_info(name, FLOAT, shape) for name, shape in inputs.items()],
        [helper.make_tensor_value_info(name, FLOAT, None) for name in outputs],
        [numpy_helper.from_array(value, name) for name, value in initializers])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", version)])
    model.ir_version = 8
    return model


def single(failures, operation, *arrays, constants=(), version=17, shape=None, **attributes):
    """One operator on an input and on parameters."""
    rng = numpy.random.default_rng(1)
    first = arrays[0] if len(arrays) else rng.normal(size=(2, 3))
    names = ["x"] + [f"p{i}" for i in range(len(arrays) - 1)] + [f"c{i}" for i in range(len(constants))]
    initializers = [(f"p{i}", a.astype(numpy.float32)) for i, a in enumerate(arrays[1:])]
    initializers += [(f"c{i}", c) for i, c in enumerate(constants)]
    names = [n for n in names if dict(initializers).get(n, 0) is not None]
    node = helper.make_node(operation, names, ["y"], **attributes)
    model = made([node], {"x": shape or list(first.shape)}, ["y"], initializers, version)
    what = f"{operation} {attributes or ''} version {version}"
    compare(failures, what, model, {"x": first.astype(numpy.float32)})


def operators(failures):
    rng = numpy.random.default_rng(2)
    plain = rng.normal(size=(2, 3))
    positive = numpy.abs(plain) + 0.1
    for name in ("Relu Tanh Sigmoid Exp Abs Sign Sin Cos Tan Erf Softplus Neg Softsign Mish HardSwish "
                 "HardSigmoid LeakyRelu Elu Selu Celu Identity Softmax LogSoftmax Flatten Transpose").split():
        version = 18 if name == "Mish" else 17
        single(failures, name, plain, version=version)
    for name in ("Log", "Sqrt", "Reciprocal"):
        single(failures, name, positive)
    for name in ("Add", "Sub", "Mul", "Div", "Max", "Min", "Sum", "Mean"):
        single(failures, name, plain, positive)
        single(failures, name, plain, positive[0])
    single(failures, "Pow", positive, plain)
    single(failures, "PRelu", plain, positive[0])
    single(failures, "Gelu", plain, version=20)
    single(failures, "Gelu", plain, version=20, approximate="tanh")
    single(failures, "Elu", plain, alpha=0.3)
    single(failures, "LeakyRelu", plain, alpha=0.3)
    single(failures, "HardSigmoid", plain, alpha=0.3, beta=0.4)
    single(failures, "Clip", plain, version=6 + 1, min=-0.5, max=0.5)
    single(failures, "Clip", plain, constants=[numpy.float32(-0.5), numpy.float32(0.5)])
    single(failures, "Clip", plain, constants=[numpy.float32(0.1)])
    single(failures, "Dropout", plain)
    single(failures, "Cast", plain, to=FLOAT)
    for axis in (0, 1, -1):
        single(failures, "Softmax", plain, axis=axis)
    single(failures, "Softmax", plain, version=11, axis=1)
    for a, b in ((0, 0), (0, 1), (1, 0), (1, 1)):
        x, w = rng.normal(size=(2, 3)), rng.normal(size=(3, 4))
        for settings in ({}, {"alpha": 0.5}, {"beta": 2.0}, {"alpha": 0.25, "beta": 0.0}):
            single(failures, "Gemm", x.T if a else x, w.T if b else w, rng.normal(size=4),
                   transA=a, transB=b, **settings)
    single(failures, "Gemm", plain, rng.normal(size=(3, 4)))
    single(failures, "Gemm", plain, rng.normal(size=(3, 4)), numpy.array(0.5))
    single(failures, "Gemm", plain, rng.normal(size=(3, 4)), rng.normal(size=(2, 1)))
    single(failures, "MatMul", plain, rng.normal(size=(3, 4)))
    single(failures, "MatMul", plain, rng.normal(size=3))
    channels = [rng.normal(size=3), rng.normal(size=3), rng.normal(size=3), numpy.abs(rng.normal(size=3))]
    single(failures, "BatchNormalization", plain, *channels)
    image = rng.normal(size=(2, 3, 6, 6))
    single(failures, "BatchNormalization", image, *channels, epsilon=0.01)
    single(failures, "LayerNormalization", plain, rng.normal(size=3), rng.normal(size=3))
    kernels = rng.normal(size=(4, 3, 3, 3))
    for settings in ({}, {"strides": [2, 2]}, {"pads": [1, 1, 1, 1]}, {"auto_pad": "SAME_UPPER"},
                     {"auto_pad": "VALID", "strides": [3, 3]}):
        single(failures, "Conv", image, kernels, rng.normal(size=4), **settings)
    single(failures, "Conv", image, kernels)
    for name in ("MaxPool", "AveragePool"):
        single(failures, name, image, kernel_shape=[2, 2], strides=[2, 2])
        single(failures, name, image, kernel_shape=[3, 3], strides=[3, 3], ceil_mode=1)
    single(failures, "GlobalAveragePool", image)
    single(failures, "GlobalMaxPool", image)
    for name in ("ReduceMean", "ReduceMax", "ReduceMin", "ReduceProd", "ReduceL2", "ReduceLogSumExp"):
        single(failures, name, image, axes=[1, -1])
        single(failures, name, image, axes=[0], keepdims=0)
        single(failures, name, image, keepdims=0)
    single(failures, "ReduceSum", image, constants=[numpy.array([2, 3])])
    single(failures, "ReduceMean", image, constants=[numpy.array([2, 3])], version=18)
    single(failures, "Reshape", plain, constants=[numpy.array([-1, 2])])
    single(failures, "Reshape", image, constants=[numpy.array([0, -1])])
    single(failures, "Unsqueeze", plain, constants=[numpy.array([0, -1])])
    single(failures, "Squeeze", rng.normal(size=(1, 3, 1)), constants=[numpy.array([0])])
    single(failures, "Squeeze", rng.normal(size=(1, 3, 1)))
    single(failures, "Concat", plain, plain[:1], axis=0)
    single(failures, "Slice", image, constants=[numpy.array([1, -2]), numpy.array([3, 99]), numpy.array([1, 2])])
    single(failures, "Gather", plain, constants=[numpy.array(-1)], axis=1)


def numbers_of_all_kinds(failures):
    """Parameters of every kind, raw and in the list of their kind."""
    values = numpy.array([[1, -2, 0.5], [0.25, 3, -1]])
    for kind, name in ((1, "float32"), (11, "float64"), (10, "float16"), (16, "bfloat16")):
        for raw in (False, True):
            if raw:
                if kind == 16:
                    bits = (values.astype(numpy.float32).view(numpy.uint32) >> 16).astype(numpy.uint16)
                    tensor = helper.make_tensor("w", kind, [2, 3], bits.tobytes(), raw=True)
                else:
                    tensor = numpy_helper.from_array(values.astype(name), "w")
            else:
                tensor = helper.make_tensor("w", kind, [2, 3], values.flatten())
            nodes = [helper.make_node("Cast", ["w"], ["v"], to=1), helper.make_node("Add", ["x", "v"], ["y"])]
            model = made(nodes, {"x": [2, 3]}, ["y"])
            model.graph.initializer.append(tensor)
            compare(failures, f"{name}, raw {raw}", model, {"x": values.astype(numpy.float32)})


def networks(failures):
    """What PyTorch's exporter writes of whole nets."""
    torch.manual_seed(4)
    nn = torch.nn

    class Viewing(nn.Module):
        def __init__(self):
            super().__init__()
            self.body = nn.Sequential(nn.Conv2d(1, 3, 3, padding=1), nn.BatchNorm2d(3), nn.ReLU(), nn.MaxPool2d(2))
            self.head = nn.Linear(48, 5)

        def forward(self, x):
            x = self.body(x)
            return self.head(x.view(x.size(0), -1))

    nets = {
        "perceptron": (nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 3), nn.Softmax(dim=1)), (1, 4)),
        "activations": (nn.Sequential(nn.Linear(4, 6), nn.Tanh(), nn.Linear(6, 6), nn.GELU(), nn.Linear(6, 6),
                                      nn.SiLU(), nn.Linear(6, 6), nn.ELU(), nn.Linear(6, 6), nn.LeakyReLU(0.2),
                                      nn.Linear(6, 6), nn.Softplus(), nn.Dropout(), nn.Linear(6, 2), nn.Sigmoid()),
                        (1, 4)),
        "normalised": (nn.Sequential(nn.Linear(4, 6), nn.BatchNorm1d(6), nn.Hardtanh(), nn.LayerNorm(6),
                                     nn.Linear(6, 2), nn.LogSoftmax(dim=-1)), (3, 4)),
        "convolutional": (Viewing(), (1, 1, 8, 8)),
        "flattened": (nn.Sequential(nn.Conv2d(1, 2, 3), nn.SELU(), nn.AvgPool2d(2), nn.Flatten(),
                                    nn.Linear(18, 2)), (2, 1, 8, 8)),
    }
    for name, (net, shape) in nets.items():
        net.eval()
        for module in net.modules():
            if isinstance(module, (nn.BatchNorm1d, nn.BatchNorm2d)):
                module.running_mean.normal_()
                module.running_var.uniform_(0.5, 2)
        sample = torch.randn(shape)
        path = FOLDER / "torch.onnx"
        try:
            torch.onnx.export(net, (sample,), str(path), input_names=["x"], output_names=["y"],
                              dynamic_axes={"x": {0: "batch"}}, dynamo=False)
        except Exception as error:
            failures.check(False, f"torch.onnx.export {name}: {error}")
            continue
        compare(failures, f"torch {name}", onnx.load(path), {"x": sample.numpy()})


def trained(failures):
    """Nets that Gradus trained: the model that leaves, with any number of samples, and its way back."""
    rng = numpy.random.default_rng(6)
    nets = {
        "moons": ("data moons(rows=80)\nprepare min_max(-1, 2), z_score\nnet dense(6, relu), batch_norm, dense()", 2),
        "numbers": ("data line(rows=50)\nnet dense(5, tanh), dense()", 1),
        "images": ("data digits\nprepare divide(16)\nnet conv2d(3, size=3, padding=1, relu), batch_norm, "
                   "max_pool2d(2), dropout(0.8), dense()", 64),
        "whitened": ("data digits\nprepare whiten(12)\nnet dense(8, leaky_relu(slope=0.2)), dense()", 64),
    }
    for name, (plan, width) in nets.items():
        (FOLDER / "net.train").write_text(plan + "\nepochs 1\nbatch 128\n")
        gradus("train", FOLDER / "net.train", "--save", FOLDER / "net.json", "-q")
        gradus("export", FOLDER / "net.json", "--format", "onnx", "--output", FOLDER / "net.onnx")
        model = onnx.load(FOLDER / "net.onnx")
        onnx.checker.check_model(model, full_check=True)
        entry = model.graph.input[0]
        failures.check(entry.type.tensor_type.shape.dim[0].dim_param == "N", f"{name}: the axis of samples")
        rest = [axis.dim_value for axis in entry.type.tensor_type.shape.dim[1:]]
        failures.check(numpy.prod(rest) == width, f"{name}: takes {rest}")
        for count in (1, 3):
            sample = rng.uniform(0, 2, size=[count] + rest).astype(numpy.float32)
            compare(failures, f"trained {name}, {count} samples", model, {entry.name: sample}, 1e-4)
        sample = rng.uniform(0, 2, size=[1] + rest)
        text = numpy.array2string(sample, separator=", ", threshold=10**6, floatmode="unique").replace("\n", "")
        done = gradus("export", FOLDER / "net.json", "--format", "json", "--set", f"{entry.name}={text}")
        nodes = {n.get("name"): n for n in json.loads(done.stdout)["nodes"]}
        expected, _ = outputs_of(model, {entry.name: sample.astype(numpy.float32)})
        output = model.graph.output[0].name
        failures.check(near(numbers(nodes[output]["value"]), expected[0], 1e-4), f"trained {name}: {output}")


def refusals(failures):
    """What cannot become a program is told with its place."""
    def refused(model, word, *more):
        path = FOLDER / "refused.onnx"
        onnx.save(model, path)
        done = gradus("import", path, *more, status=None)
        told = done.stderr.decode()
        failures.check(done.returncode in (64, 65) and word in told and not done.stdout, f"{word!r} in {told!r}")

    node = helper.make_node
    weights = [("w", numpy.ones((3, 2), numpy.float32))]
    lstm = made([node("LSTM", ["x", "w"], ["y"], name="memory")], {"x": [2, 3]}, ["y"], weights)
    refused(lstm, "LSTM 'memory' at byte ")
    refused(made([node("MatMul", ["x", "w"], ["y"])], {"x": [2, 2]}, ["y"], weights), "[2, 2] and [3, 2]")
    refused(made([node("MatMul", ["x", "v"], ["y"])], {"x": [2, 3]}, ["y"], weights), "'v'")
    refused(made([node("Conv", ["x", "w"], ["y"], group=2)], {"x": [1, 4, 5, 5]}, ["y"],
                 [("w", numpy.ones((2, 4, 1, 1), numpy.float32))]), "group = 1")
    bad = made([node("Add", ["x", "w"], ["y"])], {"x": [3, 2]}, ["y"],
               [("w", numpy.full((3, 2), math.nan, numpy.float32))])
    refused(bad, "finite numbers")
    fine = made([node("MatMul", ["x", "w"], ["y"])], {"x": ["N", 3]}, ["y"], weights)
    refused(fine, "3 numbers, found 4".replace("3 numbers", "expected 3 numbers for the input 'x'"), "--sample", "1 2 3 4")
    refused(fine, "'x2'", "--sample", "x2=1 2 3")
    refused(fine, "did you mean 'y'", "--output-node", "yy")
    old = made([node("MatMul", ["x", "w"], ["y"])], {"x": [2, 3]}, ["y"], weights, version=6)
    refused(old, "version 6")
    outside = made([node("MatMul", ["x", "w"], ["y"])], {"x": [2, 3]}, ["y"], weights)
    onnx.external_data_helper.convert_model_to_external_data(outside, size_threshold=0, location="data.bin")
    refused(outside, "another file")
    done = gradus("import", FOLDER / "refused.onnx", status=65)
    failures.check(b"whole.onnx" in done.stderr, "external data are refused with a remedy")
    batch = FOLDER / "batch.onnx"
    onnx.save(fine, batch)
    text = gradus("import", batch, "--sample", "1 2 3 4 5 6").stdout.decode()
    failures.check("[[1, 2, 3], [4, 5, 6]]" in text, "several samples for an axis that may have any length")
    text = gradus("import", batch, "--sample", "[1, 2, 3]").stdout.decode()
    failures.check("[[1, 2, 3]]" in text, "one sample without the axis that counts them")


def run(failures):
    operators(failures)
    numbers_of_all_kinds(failures)
    networks(failures)
    trained(failures)
    refusals(failures)
