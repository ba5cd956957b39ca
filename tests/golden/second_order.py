"""Golden values of tests/optim: iterations of L-BFGS and Levenberg–Marquardt, in float64.

L-BFGS by PyTorch's own optimizer with its strong-Wolfe line search, one iteration a call. PyTorch has no
Levenberg–Marquardt: its path is made here from algorithm 3.16 of Madsen, Nielsen and Tingleff (2004) with PyTorch's
Jacobians and least squares, and its end is checked against SciPy's `least_squares` (MINPACK):

    python tests/golden/second_order.py | deno fmt --ext json - > tests/golden/second_order.json
"""

import json

import scipy
import torch
from scipy.optimize import least_squares

torch.set_default_dtype(torch.float64)

ITERATIONS = 50
ROSENBROCK = [-1.2, 1.0, -0.8, 0.6, 1.4, -0.3, 0.2, 0.9, -1.1, 0.5]
START = [1.5, -0.7, 0.3, 2.0]
A = [1.0, 2.0, 0.5, 0.25]
B = [1.0, 0.5, 2.0, 1.5]
C = [3.0, 1.0, 2.0, 0.5]
# y = p0 exp(-p1 t) + p2 exp(-p3 t), of other parameters than the start's, with a wave that no fit removes.
TIMES = [0.1 * k for k in range(20)]
DECAY_START = [1.0, 1.0, 1.0, 2.5]


def rosenbrock(x):
    return (100 * (x[1:] - x[:-1] ** 2) ** 2 + (1 - x[:-1]) ** 2).sum()


def wells(x):
    a, b, c = (torch.tensor(v) for v in (A, B, C))
    return (a * (x**2 - b) ** 2 / 4 + torch.sin(c * x)).sum()


def lbfgs(function, start, history):
    x = torch.tensor(start, requires_grad=True)
    optimizer = torch.optim.LBFGS(
        [x],
        lr=1,
        max_iter=1,
        max_eval=26,
        history_size=history,
        tolerance_grad=0,
        tolerance_change=0,
        line_search_fn="strong_wolfe",
    )

    def closure():
        optimizer.zero_grad()
        value = function(x)
        value.backward()
        return value

    path = []
    for _ in range(ITERATIONS):
        optimizer.step(closure)
        path.append(x.detach().tolist())
    return path


def residuals(p):
    t = torch.tensor(TIMES)
    observed = 2.0 * torch.exp(-0.5 * t) + 0.7 * torch.exp(-4.0 * t) + 0.01 * torch.sin(9 * t)
    return p[0] * torch.exp(-p[1] * t) + p[2] * torch.exp(-p[3] * t) - observed


def levenberg_marquardt(start):
    x, path, damping = torch.tensor(start), [], None
    for _ in range(ITERATIONS):
        r, jacobian = residuals(x), torch.func.jacrev(residuals)(x)
        gradient = jacobian.T @ r
        if gradient.abs().max() <= 1e-10:
            break
        if damping is None:
            damping = 1e-3 * (jacobian**2).sum(0).max()
        growth = 2.0
        while True:
            system = torch.cat([jacobian, damping.sqrt() * torch.eye(len(x))])
            step = torch.linalg.lstsq(system, torch.cat([-r, torch.zeros(len(x))])).solution
            lower = (residuals(x + step) ** 2).sum() / 2
            gain = ((r**2).sum() / 2 - lower) / (step @ (damping * step - gradient) / 2)
            if gain > 0:
                break
            damping, growth = damping * growth, growth * 2
        x, damping = x + step, damping * max(1 / 3, 1 - (2 * gain.item() - 1) ** 3)
        path.append(x.tolist())
    return path


def main():
    def on_arrays(p):
        return residuals(torch.tensor(p)).numpy()

    solution = least_squares(on_arrays, DECAY_START, method="lm", xtol=1e-15, ftol=1e-15, gtol=1e-15)
    golden = {
        "madeBy": f"PyTorch {torch.__version__.split('+')[0]}, SciPy {scipy.__version__}",
        "lbfgs": [
            {"name": "rosenbrock", "history": 10, "start": ROSENBROCK, "path": lbfgs(rosenbrock, ROSENBROCK, 10)},
            {"name": "rosenbrock", "history": 3, "start": START, "path": lbfgs(rosenbrock, START, 3)},
            {"name": "wells", "history": 10, "start": START, "path": lbfgs(wells, START, 10)},
        ],
        "a": A,
        "b": B,
        "c": C,
        "times": TIMES,
        "decayStart": DECAY_START,
        "levenbergMarquardt": levenberg_marquardt(DECAY_START),
        "scipy": solution.x.tolist(),
    }
    print(json.dumps(golden))


if __name__ == "__main__":
    main()
