"""The closed form of the covariance of dropout's gradient, in plain NumPy, which the bench compares it with."""
import numpy as np


def closed_form(rows, x, y, keep):
    """Sigma, [P, P]: the same formula as lib/gradient_noise/gradient_covariance.ts, as whole arrays."""
    m, width, n, c = rows.shape[0], rows.shape[1], len(y), 1 / keep - 1
    sigma = np.tanh(rows[:, 1:] @ x.T)
    a = rows[:, :1]
    g = a * sigma
    G = np.empty((m, n, width))
    G[:, :, 0] = sigma
    G[:, :, 1:] = (a * (1 - sigma**2))[:, :, None] * x
    error = g.sum(0) - y
    V = np.tensordot(g, G, axes=(1, 1)) / n
    own = V[np.arange(m), np.arange(m)]
    u = np.einsum("i,kij->kj", error, G) / n + c * own
    flat = V.reshape(m, m * width)
    everything = (flat.T @ flat).reshape(m, width, m, width)
    # other[k, j, r] = v_{r,k}[j]
    other = V.transpose(1, 2, 0)
    left = (u[:, :, None] + c * other)[:, :, :, None]
    right = (u[None] + c * V)[:, None]
    product = left * right
    block = c * (everything - own[:, :, None, None] * V[:, None] - other[:, :, :, None] * own[None, None])
    block += product - u[:, :, None, None] * u[None, None]
    at = np.arange(m)
    same = everything[at, :, at, :] - own[:, :, None] * own[:, None, :]
    block[at, :, at, :] = c / keep * same + c * u[:, :, None] * u[:, None, :]
    return block.reshape(m * width, m * width)


def prepare(problem):
    x, y, rows = (np.asarray(array) for array in (problem.arrays["x"], problem.arrays["y"], problem.parameters["rows"]))
    keep, growth = problem.settings["keep"], problem.settings["growth"]

    def start():
        def step(number):
            return np.linalg.norm(closed_form(rows * (1 + growth * number), x, y, keep))

        return step

    return start
