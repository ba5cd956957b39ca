"""JAX's side of `task bench`: python jax_side.py PROBLEM THREADS (PROBLEM as problem.ts wrote it, without its ending).

Each workload is one jitted function a step, written as a user of JAX would. XLA takes its threads from NPROC and
XLA_FLAGS when it starts, which bench_side.ts sets.
"""
import importlib
import platform
import sys

import jax
import jax.numpy as jnp
import numpy

from problem import Problem
from protocol import serve


def main():
    path = sys.argv[1]
    jax.config.update("jax_platforms", "cpu")
    # Steps would otherwise be dispatched on a thread beside the one that computes.
    jax.config.update("jax_cpu_enable_async_dispatch", False)
    jax.config.update("jax_enable_x64", path_is_float64(path))
    problem = Problem(path, lambda data, dtype, count, offset: jnp.array(numpy.frombuffer(data, dtype, count, offset)))
    start = importlib.import_module("jax_workloads." + problem.kind).prepare(problem)
    serve({"python": platform.python_version(), "jax": jax.__version__}, start, wait=jax.block_until_ready)


def path_is_float64(path):
    """Whether the workload computes in float64, which JAX wants to know before the first array is made."""
    return Problem(path, lambda data, dtype, count, offset: numpy.frombuffer(data, dtype, count, offset)).precision == "float64"


main()
