"""MobileNetV2 for small pictures: inverted residual blocks with batch norm and ReLU6, on minibatches."""
import jax
import jax.numpy as jnp

from .training import cross_entropy, training


def convolution(parameters, name, x, activation=True, stride=1):
    """A convolution without bias, its batch norm and ReLU6; kernels are [h, w, in, out], or [h, w, channels, 1]."""
    kernel, groups = parameters[f"{name}.kernel"], 1
    if name.endswith("depthwise"):
        kernel, groups = kernel.transpose(0, 1, 3, 2), kernel.shape[2]
    x = jax.lax.conv_general_dilated(
        x, kernel, (stride, stride), "SAME", dimension_numbers=("NHWC", "HWIO", "NHWC"), feature_group_count=groups
    )
    mean, variance = jnp.mean(x, (0, 1, 2)), jnp.var(x, (0, 1, 2))
    scale = parameters[f"{name}_norm.gain"] * jax.lax.rsqrt(variance + 1e-5)
    x = (x - mean) * scale + parameters[f"{name}_norm.shift"]
    return jax.nn.relu6(x) if activation else x


def block(parameters, name, x, stride):
    residual = f"{name}.body.project.kernel" in parameters
    inner = f"{name}.body" if residual else name
    y = convolution(parameters, f"{inner}.expand", x)
    y = convolution(parameters, f"{inner}.depthwise", y, stride=stride)
    y = convolution(parameters, f"{inner}.project", y, activation=False)
    return x + y if residual else y


def apply(parameters, x, settings):
    x = convolution(parameters, "stem", x)
    for i, stride in enumerate(settings["strides"], 1):
        x = block(parameters, f"block{i}", x, stride)
    x = jnp.mean(convolution(parameters, "head", x), (1, 2))
    return x @ parameters["output.weight"] + parameters["output.bias"]


def prepare(problem):
    def loss(parameters, data, rows):
        return cross_entropy(apply(parameters, data["x"][rows], problem.settings), data["y"][rows])

    return training(problem, loss)
