"""The closed form of the covariance of dropout's gradient, as whole tensors."""
import torch


def closed_form(rows, x, y, keep):
    m, width, n, c = rows.shape[0], rows.shape[1], len(y), 1 / keep - 1
    sigma = torch.tanh(rows[:, 1:] @ x.T)
    a = rows[:, :1]
    g = a * sigma
    G = torch.cat([sigma[:, :, None], (a * (1 - sigma**2))[:, :, None] * x], 2)
    error = g.sum(0) - y
    V = torch.tensordot(g, G, dims=([1], [1])) / n
    at = torch.arange(m)
    own = V[at, at]
    u = torch.einsum("i,kij->kj", error, G) / n + c * own
    flat = V.reshape(m, m * width)
    everything = (flat.T @ flat).reshape(m, width, m, width)
    other = V.permute(1, 2, 0)
    product = (u[:, :, None] + c * other)[:, :, :, None] * (u[None] + c * V)[:, None]
    block = c * (everything - own[:, :, None, None] * V[:, None] - other[:, :, :, None] * own[None, None])
    block = block + product - u[:, :, None, None] * u[None, None]
    same = everything[at, :, at, :] - own[:, :, None] * own[:, None, :]
    block[at, :, at, :] = c / keep * same + c * u[:, :, None] * u[:, None, :]
    return block.reshape(m * width, m * width)


def prepare(problem, compiled):
    x, y, rows = problem.arrays["x"], problem.arrays["y"], problem.parameters["rows"]
    keep, growth = problem.settings["keep"], problem.settings["growth"]
    compute = torch.compile(closed_form) if compiled else closed_form

    def start():
        def step(number):
            return torch.linalg.norm(compute(rows * (1 + growth * number), x, y, keep))

        return step

    return start
