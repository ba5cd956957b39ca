"""Writes perceptron.onnx, in the form in which PyTorch exports a fully connected network, and its outputs.

python3 -m venv venv && venv/bin/pip install onnx numpy && venv/bin/python make_perceptron.py
"""
import json
import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnx.reference import ReferenceEvaluator

rng = np.random.default_rng(5)
widths = [3, 6, 4, 2]
initializers, nodes, last = [], [], "input"
for i, (m, n) in enumerate(zip(widths[:-1], widths[1:])):
    w = rng.normal(0, 0.7, (n, m)).astype(np.float32)
    b = rng.normal(0, 0.3, n).astype(np.float32)
    if i == 0:  # unit 5 is twice unit 0
        w[5], b[5] = 2 * w[0], 2 * b[0]
    initializers += [numpy_helper.from_array(w, f"layer{i}.weight"), numpy_helper.from_array(b, f"layer{i}.bias")]
    nodes.append(helper.make_node("Gemm", [last, f"layer{i}.weight", f"layer{i}.bias"], [f"z{i}"], transB=1))
    last = f"z{i}"
    if i < len(widths) - 2:
        nodes.append(helper.make_node("Relu", [last], [f"h{i}"]))
        last = f"h{i}"
graph = helper.make_graph(
    nodes,
    "perceptron",
    [helper.make_tensor_value_info("input", TensorProto.FLOAT, ["batch", 3])],
    [helper.make_tensor_value_info(last, TensorProto.FLOAT, ["batch", 2])],
    initializers,
)
model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)])
onnx.checker.check_model(model)
onnx.save(model, "perceptron.onnx")
x = rng.normal(0, 1, (5, 3)).astype(np.float32)
(y,) = ReferenceEvaluator(model).run(None, {"input": x})
json.dump({"inputs": x.ravel().tolist(), "outputs": y.ravel().tolist()}, open("perceptron.json", "w"))
