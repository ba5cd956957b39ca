"""v ← H·v/|H·v|, with H·v as the gradient of ⟨gradient, v⟩."""
import torch
from torch import nn

from .mlp import network


def prepare(problem, compiled):
    model, criterion = network(problem), nn.MSELoss()
    x, y = problem.arrays["x"], problem.arrays["y"]
    if compiled:
        model = torch.compile(model)
    parameters = list(model.parameters())
    first = problem.cut(problem.arrays["vector"])
    # The weights of a Linear are [out, in].
    first = [part.T.contiguous() for part in first.values()]

    def start():
        vector = first

        def step(number):
            nonlocal vector
            gradient = torch.autograd.grad(criterion(model(x), y), parameters, create_graph=True)
            product = torch.autograd.grad(gradient, parameters, grad_outputs=vector)
            quotient = sum(torch.sum(a * b) for a, b in zip(vector, product))
            norm = torch.sqrt(sum(torch.sum(part * part) for part in product))
            vector = [part / norm for part in product]
            return quotient

        return step

    return start
