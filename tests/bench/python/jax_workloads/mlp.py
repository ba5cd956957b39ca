"""A fully connected network, full batch or minibatches."""
import jax
import jax.numpy as jnp

from .training import cross_entropy, training

ACTIVATIONS = {"tanh": jnp.tanh, "relu": jax.nn.relu}


def mean_squared_error(prediction, target):
    return jnp.mean((prediction - target) ** 2)


def mean_absolute_error(prediction, target):
    return jnp.mean(jnp.abs(prediction - target))


LOSSES = {"mse": mean_squared_error, "mae": mean_absolute_error, "cross-entropy": cross_entropy}


def network(problem):
    """The network as a function of its parameters (`weight1` [in, out], `bias1`, `weight2`, …) and inputs."""
    layers, activate = len(problem.settings["widths"]) - 1, ACTIVATIONS[problem.settings["activation"]]

    def apply(parameters, x):
        for number in range(1, layers + 1):
            x = x @ parameters[f"weight{number}"] + parameters[f"bias{number}"]
            if number < layers:
                x = activate(x)
        return x

    return apply


def prepare(problem):
    apply, criterion = network(problem), LOSSES[problem.settings["loss"]]

    def loss(parameters, data, rows):
        x, y = data["x"], data["y"]
        return criterion(apply(parameters, x), y) if rows is None else criterion(apply(parameters, x[rows]), y[rows])

    return training(problem, loss)
