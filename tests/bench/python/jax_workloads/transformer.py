"""A decoder whose last position is read out: one head, causal, layer norm after each part.

In the last layer only the last position asks, on every side.
"""
import jax
import jax.numpy as jnp

from .training import cross_entropy, training


def layer_norm(x, gain, shift):
    mean, variance = jnp.mean(x, -1, keepdims=True), jnp.var(x, -1, keepdims=True)
    return (x - mean) * jax.lax.rsqrt(variance + 1e-5) * gain + shift


def prepare(problem):
    width, layers = problem.settings["width"], problem.settings["layers"]

    def apply(parameters, tokens):
        positions = tokens.shape[1]
        x = parameters["tokens.table"][tokens] + parameters["positions.table"]
        causal = jnp.tril(jnp.ones((positions, positions), bool))
        for number in range(1, layers + 1):
            of = lambda name: parameters[f"layer{number}.{name}"]
            asking, mask = (x[:, -1:], causal[-1:]) if number == layers else (x, causal)
            scores = (asking @ of("query")) @ (x @ of("key")).swapaxes(1, 2) / width**0.5
            attention = jax.nn.softmax(jnp.where(mask, scores, -1e30))
            x = layer_norm(asking + attention @ (x @ of("value")) @ of("output"), of("norm1.gain"), of("norm1.shift"))
            x = layer_norm(x + jax.nn.relu(x @ of("mlp1")) @ of("mlp2"), of("norm2.gain"), of("norm2.shift"))
        return x[:, 0] @ parameters["readout"]

    def loss(parameters, data, rows):
        return cross_entropy(apply(parameters, data["x"][rows]), data["y"][rows])

    return training(problem, loss)
