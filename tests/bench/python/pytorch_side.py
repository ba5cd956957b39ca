"""PyTorch's side of `task bench`: python pytorch_side.py PROBLEM THREADS eager|compile.

PROBLEM is the path that problem.ts wrote, without its ending. Each workload is written as a user of PyTorch would:
eager with the defaults of the framework, or tuned (torch.compile, fused Adam, pictures with channels last).
"""
import importlib
import platform
import sys

import torch

from problem import Problem
from protocol import serve

DTYPES = {"float32": torch.float32, "float64": torch.float64, "int32": torch.int32}


def make_array(data, dtype, count, offset):
    array = torch.frombuffer(data, dtype=DTYPES[dtype], count=count, offset=offset)
    return array.long() if dtype == "int32" else array


def main():
    path, threads, compiled = sys.argv[1], int(sys.argv[2]), sys.argv[3] == "compile"
    torch.set_num_threads(threads)
    problem = Problem(path, make_array)
    prepare = lambda: importlib.import_module("pytorch_workloads." + problem.kind).prepare(problem, compiled)
    versions = {"python": platform.python_version(), "pytorch": torch.__version__}
    serve(versions, prepare, wait=lambda loss: None)


main()
