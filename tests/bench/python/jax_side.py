"""JAX's side of `task bench`: python jax_side.py PROBLEM (the path that problem.ts wrote, without its ending).

Each workload is one jitted function a step, written as a user of JAX would. XLA takes its threads from the environment
when it starts, which bench_side.ts sets.
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
    # JAX wants to know of float64 before the first array is made.
    jax.config.update("jax_enable_x64", Problem(path, numpy.frombuffer).precision == "float64")
    problem = Problem(path, lambda *where: jnp.array(numpy.frombuffer(*where)))
    prepare = lambda: importlib.import_module("jax_workloads." + problem.kind).prepare(problem)
    serve({"python": platform.python_version(), "jax": jax.__version__}, prepare, wait=jax.block_until_ready)


main()
