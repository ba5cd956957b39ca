"""Steps of dropout on many paths at once, as one batch, by autograd."""
import torch


def prepare(problem, compiled):
    x, y, masks = (problem.arrays[name] for name in ("x", "y", "masks"))
    keep, rate = problem.settings["keep"], problem.settings["rate"]
    neurons, paths = problem.parameters["rows"].shape[0], masks.shape[1]
    bit = torch.arange(neurons)

    def loss(rows, z):
        outputs = ((z * rows[:, :, 0])[:, :, None] * torch.tanh(rows[:, :, 1:] @ x.T)).sum(1)
        return ((outputs - y) ** 2).sum() / (2 * len(y))

    if compiled:
        loss = torch.compile(loss)

    def start():
        rows = problem.parameters["rows"].repeat(paths, 1, 1)

        def step(number):
            nonlocal rows
            z = ((masks[number % len(masks)][:, None] >> bit) & 1) / keep
            rows = rows.detach().requires_grad_()
            total = loss(rows, z.to(rows.dtype))
            (gradient,) = torch.autograd.grad(total, rows)
            rows = rows.detach() - rate * gradient
            return total.detach() / paths

        return step

    return start
