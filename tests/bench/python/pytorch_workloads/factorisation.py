"""Gradient descent on AB for many runs: one batched product, whose summed losses are differentiated at once."""
import torch


def prepare(problem, compiled):
    target, weights = problem.arrays["target"], problem.arrays["weights"]
    rate = problem.settings["learningRate"]

    def losses(theta):
        return torch.sum(weights * (theta[:, 0] @ theta[:, 1] - target) ** 2, dim=(1, 2))

    evaluate = torch.compile(losses) if compiled else losses

    def start():
        theta = problem.parameters["theta"].clone().requires_grad_()

        def step(number):
            nonlocal theta
            found = evaluate(theta)
            (gradient,) = torch.autograd.grad(found.sum(), theta)
            theta = (theta.detach() - rate * gradient).requires_grad_()
            return found.detach().mean()

        return step

    return start
