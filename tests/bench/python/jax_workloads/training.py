"""Training by Adam in one jitted function a step, as a user of JAX would write it."""
from functools import partial

import jax
import jax.numpy as jnp

BETA1, BETA2, EPSILON = 0.9, 0.999, 1e-8


def training(problem, loss):
    """Returns `start()` (see protocol.py) for steps that minimise `loss(parameters, data, rows)`.

    `rows` are those of the step's minibatch, None where there are no minibatches.
    """
    data, rate = problem.arrays, problem.settings["learningRate"]

    @partial(jax.jit, donate_argnums=0)
    def make_step(state, data):
        parameters, first, second, count = state
        batches = data.get("batches")
        rows = None if batches is None else batches[count % len(batches)]
        value, gradient = jax.value_and_grad(loss)(parameters, data, rows)
        count = count + 1
        first = jax.tree.map(lambda m, g: BETA1 * m + (1 - BETA1) * g, first, gradient)
        second = jax.tree.map(lambda v, g: BETA2 * v + (1 - BETA2) * g * g, second, gradient)
        correction1, correction2 = 1 - BETA1**count, 1 - BETA2**count

        def update(p, m, v):
            return p - rate * (m / correction1) / (jnp.sqrt(v / correction2) + EPSILON)

        return (jax.tree.map(update, parameters, first, second), first, second, count), value

    def start():
        zeros = partial(jax.tree.map, jnp.zeros_like)
        state = (jax.tree.map(jnp.copy, problem.parameters), zeros(problem.parameters), zeros(problem.parameters), jnp.int32(0))

        def step(number):
            nonlocal state
            state, value = make_step(state, data)
            return value

        return step

    return start


def cross_entropy(logits, labels):
    chosen = jnp.take_along_axis(jax.nn.log_softmax(logits), labels[:, None], axis=-1)
    return -jnp.mean(chosen)
