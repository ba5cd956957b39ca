"""A fully connected network, full batch or minibatches."""
from torch import nn

from .training import set_linear, training

ACTIVATIONS = {"tanh": nn.Tanh, "relu": nn.ReLU}
LOSSES = {"mse": nn.MSELoss, "mae": nn.L1Loss, "cross-entropy": nn.CrossEntropyLoss}


def network(problem):
    """The network with the problem's parameters (`weight1` [in, out], `bias1`, `weight2`, …)."""
    layers, widths = [], problem.settings["widths"]
    for number, (fan_in, fan_out) in enumerate(zip(widths, widths[1:]), 1):
        weight, bias = problem.parameters[f"weight{number}"], problem.parameters[f"bias{number}"]
        linear = set_linear(nn.Linear(fan_in, fan_out, dtype=weight.dtype), weight, bias)
        layers += [linear, ACTIVATIONS[problem.settings["activation"]]()]
    return nn.Sequential(*layers[:-1])


def prepare(problem, compiled):
    model, criterion = network(problem), LOSSES[problem.settings["loss"]]()
    x, y = problem.arrays["x"], problem.arrays["y"]

    def loss(rows):
        return criterion(model(x), y) if rows is None else criterion(model(x[rows]), y[rows])

    return training(problem, model, loss, compiled)
