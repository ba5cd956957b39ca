"""Golden values of tests/optim: 50 steps of each optimizer on a small non-convex function, in float64.

Written by PyTorch's own optimizers, schedulers and clipping:

    python tests/golden/optimizers.py | deno fmt --ext json - > tests/golden/optimizers.json
"""

import json
import math

import torch
from torch.nn.utils import clip_grad_norm_, clip_grad_value_
from torch.optim import lr_scheduler

STEPS = 50
START = [1.5, -0.7, 0.3, 2.0]
A = [1.0, 2.0, 0.5, 0.25]
B = [1.0, 0.5, 2.0, 1.5]
C = [3.0, 1.0, 2.0, 0.5]

# `lr` is the optimizer's own; a `schedule` replaces it.
CASES = {
    "adam": {"kind": "adam", "lr": 0.01, "betas": [0.9, 0.999], "eps": 1e-8},
    "adam, short memory": {"kind": "adam", "lr": 0.05, "betas": [0.8, 0.95], "eps": 1e-3},
    "adam, decaying rate": {"kind": "adam", "lr": "0.1/sqrt(step)", "betas": [0.9, 0.999], "eps": 1e-8},
    "adamW": {"kind": "adamW", "lr": 0.02, "betas": [0.9, 0.999], "eps": 1e-8, "decay": 0.5},
    "adamW without decay": {"kind": "adamW", "lr": 0.02, "betas": [0.9, 0.98], "eps": 1e-8, "decay": 0.0},
    "sgd": {"kind": "sgd", "lr": 0.02, "momentum": 0.0},
    "sgd, momentum": {"kind": "sgd", "lr": 0.01, "momentum": 0.9},
    "sgd, Nesterov": {"kind": "sgd", "lr": 0.01, "momentum": 0.9, "nesterov": True},
    "rmsProp": {"kind": "rmsProp", "lr": 0.01, "alpha": 0.99, "eps": 1e-8, "momentum": 0.0, "centred": False},
    "rmsProp, momentum": {"kind": "rmsProp", "lr": 0.005, "alpha": 0.9, "eps": 1e-4, "momentum": 0.8, "centred": False},
    "rmsProp, centred": {"kind": "rmsProp", "lr": 0.005, "alpha": 0.95, "eps": 1e-3, "momentum": 0.5, "centred": True},
    "sgd, clipped norm": {"kind": "sgd", "lr": 0.1, "momentum": 0.5, "clipNorm": 0.75},
    "adam, clipped value": {"kind": "adam", "lr": 0.05, "betas": [0.9, 0.99], "eps": 1e-8, "clipValue": 0.5},
    "adamW, clipped norm, warm-up and cosine": {
        "kind": "adamW",
        "betas": [0.9, 0.999],
        "eps": 1e-8,
        "decay": 0.01,
        "clipNorm": 1.0,
        "schedule": {"kind": "warmupCosine", "start": 0.01, "peak": 0.1, "final": 0.004, "warmup": 12, "steps": 50},
    },
    "sgd, constant rate": {
        "kind": "sgd",
        "momentum": 0.0,
        "schedule": {"kind": "constantRate", "rate": 0.03},
    },
    "sgd, step decay": {
        "kind": "sgd",
        "momentum": 0.5,
        "schedule": {"kind": "stepDecay", "rate": 0.05, "every": 15, "factor": 0.3},
    },
    "adam, exponential decay": {
        "kind": "adam",
        "betas": [0.9, 0.999],
        "eps": 1e-8,
        "schedule": {"kind": "exponentialDecay", "rate": 0.1, "factor": 0.93},
    },
    "sgd, cosine without warm-up": {
        "kind": "sgd",
        "momentum": 0.0,
        "schedule": {"kind": "warmupCosine", "start": 0.05, "peak": 0.05, "final": 0.0, "warmup": 0, "steps": 50},
    },
}


def optimizer_of(case, theta, rate):
    if case["kind"] == "sgd":
        nesterov = case.get("nesterov", False)
        return torch.optim.SGD([theta], lr=rate, momentum=case["momentum"], nesterov=nesterov)
    if case["kind"] == "rmsProp":
        return torch.optim.RMSprop(
            [theta],
            lr=rate,
            alpha=case["alpha"],
            eps=case["eps"],
            momentum=case["momentum"],
            centered=case["centred"],
        )
    settings = {"lr": rate, "betas": tuple(case["betas"]), "eps": case["eps"]}
    if case["kind"] == "adamW":
        return torch.optim.AdamW([theta], weight_decay=case["decay"], **settings)
    return torch.optim.Adam([theta], **settings)


def rate_and_scheduler(case):
    """PyTorch's base rate, and how its scheduler is made."""
    schedule = case.get("schedule")
    if schedule is None:
        if isinstance(case["lr"], float):
            return case["lr"], lambda optimizer: lr_scheduler.ConstantLR(optimizer, factor=1.0)
        return 0.1, lambda optimizer: lr_scheduler.LambdaLR(optimizer, lambda done: 1 / math.sqrt(done + 1))
    if schedule["kind"] == "constantRate":
        return schedule["rate"], lambda optimizer: lr_scheduler.ConstantLR(optimizer, factor=1.0)
    if schedule["kind"] == "stepDecay":
        return schedule["rate"], lambda optimizer: lr_scheduler.StepLR(optimizer, schedule["every"], schedule["factor"])
    if schedule["kind"] == "exponentialDecay":
        return schedule["rate"], lambda optimizer: lr_scheduler.ExponentialLR(optimizer, schedule["factor"])
    start, peak, warmup = schedule["start"], schedule["peak"], schedule["warmup"]

    def cosine(optimizer):
        return lr_scheduler.CosineAnnealingLR(optimizer, schedule["steps"] - warmup, eta_min=schedule["final"])

    def both(optimizer):
        linear = lr_scheduler.LinearLR(optimizer, start_factor=start / peak, total_iters=warmup)
        return lr_scheduler.SequentialLR(optimizer, [linear, cosine(optimizer)], milestones=[warmup])

    return peak, both if warmup > 0 else cosine


def run(case):
    a, b, c = (torch.tensor(v, dtype=torch.float64) for v in (A, B, C))
    theta = torch.tensor(START, dtype=torch.float64, requires_grad=True)
    base, make_scheduler = rate_and_scheduler(case)
    optimizer = optimizer_of(case, theta, base)
    scheduler = make_scheduler(optimizer)
    path, rates = [], []
    for _ in range(STEPS):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.zero_grad()
        loss = (a * (theta**2 - b) ** 2 / 4 + torch.sin(c * theta)).sum()
        loss.backward()
        if "clipNorm" in case:
            clip_grad_norm_([theta], case["clipNorm"])
        if "clipValue" in case:
            clip_grad_value_([theta], case["clipValue"])
        optimizer.step()
        scheduler.step()
        path.append(theta.detach().tolist())
    return {"rates": rates, "path": path}


def main():
    cases = [{"name": name, **case, **run(case)} for name, case in CASES.items()]
    made_by = f"PyTorch {torch.__version__.split('+')[0]}"
    print(json.dumps({"madeBy": made_by, "start": START, "a": A, "b": B, "c": C, "cases": cases}))


if __name__ == "__main__":
    main()
