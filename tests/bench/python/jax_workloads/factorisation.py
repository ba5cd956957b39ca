"""Gradient descent on AB for many runs: the gradient of one run, under vmap, in one jitted step."""
from functools import partial

import jax
import jax.numpy as jnp


def prepare(problem):
    target, weights = problem.arrays["target"], problem.arrays["weights"]
    rate = problem.settings["learningRate"]

    def loss(theta, weight):
        return jnp.sum(weight * (theta[0] @ theta[1] - target) ** 2)

    @partial(jax.jit, donate_argnums=0)
    def descend(theta):
        losses, gradients = jax.vmap(jax.value_and_grad(loss))(theta, weights)
        return theta - rate * gradients, jnp.mean(losses)

    def start():
        theta = jnp.copy(problem.parameters["theta"])

        def step(number):
            nonlocal theta
            theta, mean = descend(theta)
            return mean

        return step

    return start
