"""PyTorch's side of `task bench`: python pytorch_step.py PROBLEM (written by problem.ts, without its ending).

Speaks the protocol of side.ts: one JSON request a line on standard input, one JSON answer a line on standard output.
The model and the training step are written as a user of PyTorch would, eager, with Adam's default settings.
"""
import json
import platform
import sys
import time

import torch
from torch import nn

ACTIVATIONS = {"tanh": nn.Tanh, "relu": nn.ReLU}
LOSSES = {"mse": nn.MSELoss, "cross-entropy": nn.CrossEntropyLoss}
DTYPES = {"float32": torch.float32, "int32": torch.int32}


def read_problem(path):
    """Settings of the workload and its arrays as tensors, by name."""
    with open(path + ".json", encoding="utf-8") as file:
        problem = json.load(file)
    with open(path + ".bin", "rb") as file:
        data = bytearray(file.read())
    arrays = {
        name: torch.frombuffer(data, dtype=DTYPES[at["dtype"]], count=at["count"], offset=at["offset"]).reshape(at["shape"])
        for name, at in problem["arrays"].items()
    }
    return problem, arrays


def mlp(settings, arrays):
    """A fully connected network with these parameters (weight [in, out], bias, …) and its training step."""
    layers, flat, at = [], arrays["parameters"], 0
    widths = settings["widths"]
    for fan_in, fan_out in zip(widths, widths[1:]):
        linear = nn.Linear(fan_in, fan_out)
        with torch.no_grad():
            linear.weight.copy_(flat[at : at + fan_in * fan_out].reshape(fan_in, fan_out).T)
            at += fan_in * fan_out
            linear.bias.copy_(flat[at : at + fan_out])
            at += fan_out
        layers += [linear, ACTIVATIONS[settings["activation"]]()]
    model = nn.Sequential(*layers[:-1])
    criterion = LOSSES[settings["loss"]]()
    optimizer = torch.optim.Adam(model.parameters(), lr=settings["learningRate"])
    x, y, batches = arrays["x"], arrays["y"], arrays.get("batches")
    if y.dtype == torch.int32:
        y = y.long()

    def step(number):
        inputs, targets = x, y
        if batches is not None:
            rows = batches[number % len(batches)]
            inputs, targets = x[rows], y[rows]
        optimizer.zero_grad()
        loss = criterion(model(inputs), targets)
        loss.backward()
        optimizer.step()
        return loss

    return step


KINDS = {"mlp": mlp}


def main():
    torch.set_num_threads(1)
    problem, arrays = read_problem(sys.argv[1])

    def start():
        return KINDS[problem["kind"]](problem["settings"], arrays)

    def answer(value):
        print(json.dumps(value), flush=True)

    answer({"versions": {"python": platform.python_version(), "pytorch": torch.__version__}})
    for line in sys.stdin:
        request = json.loads(line)
        step, steps = start(), request["steps"]
        if request["do"] == "losses":
            answer({"losses": [step(i).item() for i in range(steps)]})
        else:
            before = time.process_time()
            for i in range(steps):
                step(i)
            answer({"millisecondsPerStep": (time.process_time() - before) * 1000 / steps})


main()
