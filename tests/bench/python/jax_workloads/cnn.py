"""Two 3×3 convolutions, each with ReLU and 2×2 max pooling, and a dense layer, on minibatches of pictures."""
import jax
import jax.numpy as jnp

from .training import cross_entropy, training


def conv(x, kernel, bias):
    return jax.lax.conv_general_dilated(x, kernel, (1, 1), "SAME", dimension_numbers=("NHWC", "HWIO", "NHWC")) + bias


def max_pool(x):
    return jax.lax.reduce_window(x, -jnp.inf, jax.lax.max, (1, 2, 2, 1), (1, 2, 2, 1), "VALID")


def apply(parameters, x):
    for name in ("conv1", "conv2"):
        x = max_pool(jax.nn.relu(conv(x, parameters[f"{name}.kernel"], parameters[f"{name}.bias"])))
    return x.reshape(len(x), -1) @ parameters["output.weight"] + parameters["output.bias"]


def prepare(problem):
    def loss(parameters, data, rows):
        return cross_entropy(apply(parameters, data["x"][rows]), data["y"][rows])

    return training(problem, loss)
