"""A decoder whose last position is read out: one head, causal, layer norm after each part.

In the last layer only the last position asks, on every side.
"""
import torch
from torch import nn
from torch.nn import functional

from .training import set_linear, training


class Layer(nn.Module):
    def __init__(self, width, hidden, parameter):
        super().__init__()
        for name, fan_in, fan_out in (
            ("query", width, width),
            ("key", width, width),
            ("value", width, width),
            ("output", width, width),
            ("mlp1", width, hidden),
            ("mlp2", hidden, width),
        ):
            setattr(self, name, set_linear(nn.Linear(fan_in, fan_out, bias=False), parameter(name)))
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)

    def forward(self, x, asking):
        """`asking` is x, or its last position."""
        query, key, value = self.query(asking), self.key(x), self.value(x)
        mixed = functional.scaled_dot_product_attention(query, key, value, is_causal=asking is x)
        x = self.norm1(asking + self.output(mixed))
        return self.norm2(x + self.mlp2(torch.relu(self.mlp1(x))))


class Decoder(nn.Module):
    def __init__(self, problem):
        super().__init__()
        width, hidden = problem.settings["width"], problem.settings["hidden"]
        parameters = problem.parameters
        self.tokens = nn.Embedding.from_pretrained(parameters["tokens.table"].clone(), freeze=False)
        self.positions = nn.Parameter(parameters["positions.table"].clone())
        self.layers = nn.ModuleList(
            (
                Layer(width, hidden, lambda name, number=number: parameters[f"layer{number}.{name}"])
                for number in range(1, problem.settings["layers"] + 1)
            )
        )
        readout = parameters["readout"]
        self.readout = set_linear(nn.Linear(*readout.shape, bias=False), readout)

    def forward(self, tokens):
        x = self.tokens(tokens) + self.positions
        for layer in self.layers[:-1]:
            x = layer(x, x)
        return self.readout(self.layers[-1](x, x[:, -1:])[:, 0])


def prepare(problem, compiled):
    model, criterion = Decoder(problem), nn.CrossEntropyLoss()
    x, y = problem.arrays["x"], problem.arrays["y"]
    return training(problem, model, lambda rows: criterion(model(x[rows]), y[rows]), compiled)
