"""v ← H·v/|H·v|, with H·v as the directional derivative of the gradient."""
from functools import partial

import jax
import jax.numpy as jnp

from .mlp import mean_squared_error, network


def prepare(problem):
    apply, data = network(problem), {name: problem.arrays[name] for name in ("x", "y")}
    first = problem.cut(problem.arrays["vector"])

    def loss(parameters, data):
        return mean_squared_error(apply(parameters, data["x"]), data["y"])

    @partial(jax.jit, donate_argnums=0)
    def multiply(vector, parameters, data):
        _, product = jax.jvp(lambda p: jax.grad(loss)(p, data), (parameters,), (vector,))
        dot = lambda a, b: sum(jnp.vdot(x, y) for x, y in zip(jax.tree.leaves(a), jax.tree.leaves(b)))
        norm = jnp.sqrt(dot(product, product))
        return jax.tree.map(lambda part: part / norm, product), dot(vector, product)

    def start():
        vector = jax.tree.map(jnp.copy, first)

        def step(number):
            nonlocal vector
            vector, quotient = multiply(vector, problem.parameters, data)
            return quotient

        return step

    return start
