"""MobileNetV2 for small pictures: inverted residual blocks with batch norm and ReLU6, on minibatches."""
import torch
from torch import nn

from .training import set_linear, training


def convolution(parameters, name, activation=True, stride=1):
    """A convolution without bias, its batch norm and ReLU6; kernels are [h, w, in, out], or [h, w, channels, 1]."""
    kernel = parameters[f"{name}.kernel"]
    depthwise = name.endswith("depthwise")
    size, _, inputs, outputs = kernel.shape
    outputs = inputs if depthwise else outputs
    # As TensorFlow pads: with a stride of 2 an even picture gets its zeros below and on the right.
    pads = [nn.ZeroPad2d((0, 1, 0, 1))] if stride == 2 else []
    pad = 0 if stride == 2 else size // 2
    conv = nn.Conv2d(inputs, outputs, size, stride, pad, groups=inputs if depthwise else 1, bias=False)
    norm = nn.BatchNorm2d(outputs)
    with torch.no_grad():
        conv.weight.copy_(kernel.permute(2, 3, 0, 1) if depthwise else kernel.permute(3, 2, 0, 1))
        norm.weight.copy_(parameters[f"{name}_norm.gain"])
        norm.bias.copy_(parameters[f"{name}_norm.shift"])
    return [*pads, conv, norm, *([nn.ReLU6()] if activation else [])]


class Block(nn.Module):
    """Expansion, depthwise convolution and projection, added to the input where the shapes agree."""

    def __init__(self, parameters, name, stride):
        super().__init__()
        self.residual = f"{name}.body.project.kernel" in parameters
        inner = f"{name}.body" if self.residual else name
        self.body = nn.Sequential(
            *convolution(parameters, f"{inner}.expand"),
            *convolution(parameters, f"{inner}.depthwise", stride=stride),
            *convolution(parameters, f"{inner}.project", activation=False),
        )

    def forward(self, x):
        return x + self.body(x) if self.residual else self.body(x)


def prepare(problem, compiled):
    parameters, settings = problem.parameters, problem.settings
    model = nn.Sequential(
        *convolution(parameters, "stem"),
        *(Block(parameters, f"block{i}", stride) for i, stride in enumerate(settings["strides"], 1)),
        *convolution(parameters, "head"),
        nn.AdaptiveAvgPool2d(1),
        nn.Flatten(),
        set_linear(
            nn.Linear(*parameters["output.weight"].shape), parameters["output.weight"], parameters["output.bias"]
        ),
    )
    criterion = nn.CrossEntropyLoss()
    x, y = problem.arrays["x"].permute(0, 3, 1, 2), problem.arrays["y"]
    if compiled:
        model.to(memory_format=torch.channels_last)
    else:
        x = x.contiguous()
    return training(problem, model, lambda rows: criterion(model(x[rows]), y[rows]), compiled)
