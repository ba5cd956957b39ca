"""Training by Adam, as a user of PyTorch would write it."""
import torch


def training(problem, model, loss, compiled):
    """Returns `start()` (see protocol.py) for steps that minimise `loss(rows)` by the parameters of `model`.

    `rows` are those of the step's minibatch, None where there are no minibatches.
    """
    if compiled:
        loss = torch.compile(loss)
    initial = [parameter.detach().clone() for parameter in model.parameters()]
    batches = problem.arrays.get("batches")

    def start():
        with torch.no_grad():
            for parameter, value in zip(model.parameters(), initial):
                parameter.copy_(value)
        optimizer = torch.optim.Adam(model.parameters(), lr=problem.settings["learningRate"], fused=compiled or None)

        def step(number):
            rows = None if batches is None else batches[number % len(batches)]
            optimizer.zero_grad()
            value = loss(rows)
            value.backward()
            optimizer.step()
            return value

        return step

    return start


def set_linear(linear, weight, bias=None):
    """Gives a Linear the numbers of a weight [in, out] and a bias."""
    with torch.no_grad():
        linear.weight.copy_(weight.T)
        if bias is not None:
            linear.bias.copy_(bias)
    return linear
