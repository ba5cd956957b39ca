"""Golden values of tests/optim: 50 steps of each optimizer on a small non-convex function, in float64.

Written by PyTorch's own optimizers:

    python tests/golden/optimizers.py | deno fmt --ext json - > tests/golden/optimizers.json

With `--numpy` the same steps are made from the formulas in PyTorch's documentation, without PyTorch; the file says
which of the two made it.
"""

import argparse
import json
import math

STEPS = 50
START = [1.5, -0.7, 0.3, 2.0]
A = [1.0, 2.0, 0.5, 0.25]
B = [1.0, 0.5, 2.0, 1.5]
C = [3.0, 1.0, 2.0, 0.5]


def schedule(step):
    """Learning rate of the decaying case, steps counted from 1."""
    return 0.1 / math.sqrt(step)


CASES = {
    "adam": {"kind": "adam", "lr": 0.01, "betas": [0.9, 0.999], "eps": 1e-8},
    "adam, short memory": {"kind": "adam", "lr": 0.05, "betas": [0.8, 0.95], "eps": 1e-3},
    "adam, decaying rate": {"kind": "adam", "lr": "0.1/sqrt(step)", "betas": [0.9, 0.999], "eps": 1e-8},
    "sgd": {"kind": "sgd", "lr": 0.02, "momentum": 0.0},
    "sgd, momentum": {"kind": "sgd", "lr": 0.01, "momentum": 0.9},
}


def rate(case, step):
    return case["lr"] if isinstance(case["lr"], float) else schedule(step)


def by_torch(case):
    import torch

    a, b, c = (torch.tensor(v, dtype=torch.float64) for v in (A, B, C))
    theta = torch.tensor(START, dtype=torch.float64, requires_grad=True)
    if case["kind"] == "adam":
        optimizer = torch.optim.Adam([theta], lr=1.0, betas=tuple(case["betas"]), eps=case["eps"])
    else:
        optimizer = torch.optim.SGD([theta], lr=1.0, momentum=case["momentum"])
    path = []
    for step in range(1, STEPS + 1):
        optimizer.param_groups[0]["lr"] = rate(case, step)
        optimizer.zero_grad()
        loss = (a * (theta**2 - b) ** 2 / 4 + torch.sin(c * theta)).sum()
        loss.backward()
        optimizer.step()
        path.append(theta.detach().tolist())
    return path


def by_numpy(case):
    import numpy as np

    a, b, c = (np.array(v) for v in (A, B, C))
    theta = np.array(START)
    first, second, velocity = np.zeros(4), np.zeros(4), np.zeros(4)
    path = []
    for step in range(1, STEPS + 1):
        gradient = a * (theta**2 - b) * theta + c * np.cos(c * theta)
        if case["kind"] == "adam":
            beta1, beta2 = case["betas"]
            first = beta1 * first + (1 - beta1) * gradient
            second = beta2 * second + (1 - beta2) * gradient**2
            unbiased = first / (1 - beta1**step), second / (1 - beta2**step)
            theta = theta - rate(case, step) * unbiased[0] / (np.sqrt(unbiased[1]) + case["eps"])
        else:
            velocity = case["momentum"] * velocity + gradient
            theta = theta - rate(case, step) * velocity
        path.append(theta.tolist())
    return path


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--numpy", action="store_true", help="compute from the formulas instead of by PyTorch")
    if parser.parse_args().numpy:
        import numpy

        run, made_by = by_numpy, f"numpy {numpy.__version__}, from PyTorch's documented formulas"
    else:
        import torch

        run, made_by = by_torch, f"PyTorch {torch.__version__.split('+')[0]}"
    cases = [{"name": name, **case, "path": run(case)} for name, case in CASES.items()]
    golden = {"madeBy": made_by, "start": START, "a": A, "b": B, "c": C, "cases": cases}
    print(json.dumps(golden))


if __name__ == "__main__":
    main()
