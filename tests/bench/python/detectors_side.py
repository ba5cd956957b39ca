"""The Python libraries' side of a row of detectors: python detectors_side.py NAME FILE WINDOW.

FILE holds both series as JSON. A step is a fit and a scoring; `losses` are the first scores. One thread: the bench sets
the variables that libraries read.
"""
import json
import os
import platform
import sys

os.environ.setdefault("NUMBA_NUM_THREADS", "1")

import numpy as np
from importlib.metadata import version

from protocol import answer


def pyod(module, name, **options):
    """A detector of PyOD, fitted and asked for the scores of all windows at once, as its users do."""
    import importlib
    make = getattr(importlib.import_module("pyod.models." + module), name)
    return lambda a, b: make(**options).fit(a).decision_function(b)


def ridge(a, b):
    from sklearn.linear_model import Ridge
    return np.abs(b[:, -1] - Ridge(1e-2).fit(a[:, :-1], a[:, -1]).predict(b[:, :-1]))


def mlp(hidden, epochs, rate, target):
    from sklearn.neural_network import MLPRegressor
    common = dict(hidden_layer_sizes=hidden, max_iter=epochs, batch_size=32, learning_rate_init=rate, tol=0,
                  n_iter_no_change=1000)
    if target == "next":
        return lambda a, b: np.abs(b[:, -1] - MLPRegressor(**common).fit(a[:, :-1], a[:, -1]).predict(b[:, :-1]))
    return lambda a, b: np.mean((b - MLPRegressor(**common).fit(a, a).predict(b)) ** 2, axis=1)


def rebuilt(a, b):
    from sklearn.decomposition import PCA
    mean, std = a.mean(0), a.std(0)
    z, zb = (a - mean) / std, (b - mean) / std
    p = PCA(0.9, svd_solver="full").fit(z)
    return np.sum((zb - p.inverse_transform(p.transform(zb))) ** 2, axis=1)


def rod(a, b):
    from sklearn.decomposition import PCA
    p = PCA(6).fit(a)
    return pyod("rod", "ROD")(p.transform(a), p.transform(b))


def run_of(name, window):
    d = window
    if name.startswith("MatrixProfile"):
        import stumpy
        return lambda a, b: stumpy.stump(b, d, a, ignore_trivial=False)[:, 0].astype(float)
    if name == "MAD":
        points = pyod("mad", "MAD")
        return lambda a, b: np.lib.stride_tricks.sliding_window_view(points(a[:, None], b[:, None]), d).mean(1)
    return {
        "LinearRegression": lambda: ridge,
        "FCNN": lambda: mlp((64, 64), 60, 3e-3, "next"),
        "PCA": lambda: rebuilt,
        "KPCA": lambda: pyod("kpca", "KPCA", n_components=20, gamma=1 / d, eigen_solver="auto"),
        "AutoEncoder": lambda: mlp((64, 32, 64), 10, 1e-3, "itself"),
        "COPOD": lambda: pyod("copod", "COPOD"),
        "ECOD": lambda: pyod("ecod", "ECOD"),
        "GMM": lambda: pyod("gmm", "GMM", n_components=4, covariance_type="diag", random_state=0),
        "KDE": lambda: pyod("kde", "KDE"),
        "MCD": lambda: pyod("mcd", "MCD", random_state=0),
        "HBOS": lambda: pyod("hbos", "HBOS"),
        "LODA": lambda: pyod("loda", "LODA"),
        "QMCD": lambda: pyod("qmcd", "QMCD"),
        "CD": lambda: pyod("cd", "CD"),
        "LOF": lambda: pyod("lof", "LOF"),
        "KNN": lambda: pyod("knn", "KNN"),
        "COF": lambda: pyod("cof", "COF"),
        "CBLOF": lambda: pyod("cblof", "CBLOF", random_state=0, alpha=0.6),
        "ABOD": lambda: pyod("abod", "ABOD"),
        "SOD": lambda: pyod("sod", "SOD"),
        "ROD": lambda: rod,
        "SOS": lambda: pyod("sos", "SOS"),
        "Sampling": lambda: pyod("sampling", "Sampling"),
        "IForest": lambda: pyod("iforest", "IForest"),
        "INNE": lambda: pyod("inne", "INNE"),
        "OCSVM": lambda: pyod("ocsvm", "OCSVM", gamma=1 / d),
    }[name]()


def main():
    import time
    import warnings
    warnings.filterwarnings("ignore")
    name, file, window = sys.argv[1], sys.argv[2], int(sys.argv[3])
    with open(file) as opened:
        both = json.load(opened)
    a, b = (np.array(both[key]) for key in ("standard", "test"))
    if name != "MAD" and not name.startswith("MatrixProfile"):
        a, b = (np.lib.stride_tricks.sliding_window_view(x, window).copy() for x in (a, b))
    run = run_of(name, window)
    answer({"versions": {"python": platform.python_version(), "numpy": np.__version__,
                         "pyod": version("pyod"), "scikitlearn": version("scikit-learn"), "stumpy": version("stumpy")}})
    for line in sys.stdin:
        request = json.loads(line)
        steps = request["steps"]
        if request["do"] == "losses":
            answer({"losses": [float(score) for score in np.ravel(run(a, b))[:steps]]})
            continue
        wall, cpu = time.perf_counter(), time.process_time()
        for _ in range(steps):
            run(a, b)
        cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
        answer({"millisecondsPerStep": cpu * 1000 / steps, "wallMillisecondsPerStep": wall * 1000 / steps})


main()
