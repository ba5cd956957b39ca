"""Two 3×3 convolutions, each with ReLU and 2×2 max pooling, and a dense layer, on minibatches of pictures."""
import torch
from torch import nn

from .training import set_linear, training


def set_conv(conv, kernel, bias):
    """Gives a Conv2d the numbers of a kernel [h, w, in, out] and a bias."""
    with torch.no_grad():
        conv.weight.copy_(kernel.permute(3, 2, 0, 1))
        conv.bias.copy_(bias)
    return conv


def prepare(problem, compiled):
    side, (first, second) = problem.settings["side"] // 4, problem.settings["units"]
    parameters = problem.parameters
    output = parameters["output.weight"]
    classes = output.shape[1]
    # PyTorch flattens channels first.
    output = output.reshape(side, side, second, classes).permute(2, 0, 1, 3).reshape(-1, classes)
    model = nn.Sequential(
        set_conv(nn.Conv2d(3, first, 3, padding=1), parameters["conv1.kernel"], parameters["conv1.bias"]),
        nn.ReLU(),
        nn.MaxPool2d(2),
        set_conv(nn.Conv2d(first, second, 3, padding=1), parameters["conv2.kernel"], parameters["conv2.bias"]),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        set_linear(nn.Linear(side * side * second, classes), output, parameters["output.bias"]),
    )
    criterion = nn.CrossEntropyLoss()
    x, y = problem.arrays["x"].permute(0, 3, 1, 2), problem.arrays["y"]
    if compiled:
        model.to(memory_format=torch.channels_last)
    else:
        x = x.contiguous()
    return training(problem, model, lambda rows: criterion(model(x[rows]), y[rows]), compiled)
