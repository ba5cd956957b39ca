"""Reference values for lib/spectral, lib/stats, lib/linalg and the sine points of lib/data, from NumPy.

Run: python3 tests/golden/numerics.py > tests/golden/numerics.json   (needs NumPy; written with 2.4.6)
"""

import json

import numpy as np


def signal(n):
    """A deterministic complex signal without structure."""
    j = np.arange(n)
    return np.sin(1.7 * j * j + 0.3) + 1j * np.cos(2.9 * j * j - 1.1)


def pair(values):
    return {"re": values.real.tolist(), "im": values.imag.tolist()}


fft = [{"input": pair(signal(n)), "output": pair(np.fft.fft(signal(n)))} for n in (1, 2, 3, 5, 8, 12, 17, 30, 65)]

grid = np.linspace(-np.pi, np.pi, 10000)
near_sin = np.argsort(np.abs(np.sin(grid) - np.sin(6 * grid)), kind="stable")[:20]
near_sin3 = np.argsort(np.abs(np.sin(3 * grid) - np.sin(6 * grid)), kind="stable")[:10]
x = np.concatenate([grid[near_sin], grid[near_sin3], np.linspace(-np.pi, np.pi, 35)])
k = np.arange(11)
spectrum = np.exp(-1j * np.outer(k, x)) @ np.sin(6 * x) / len(x)

values = [3.0, -1.0, 4.0, 1.5, -9.0, 2.6, 5.0]
probabilities = [0, 0.1, 0.25, 0.5, 0.77, 1]

i, j = np.meshgrid(np.arange(12), np.arange(4), indexing="ij")
matrix = np.sin(3.1 * i + 1.3 * j * j) + j * np.cos(i) + 2
eigenvalues, vectors = np.linalg.eigh(np.cov(matrix.T, bias=True))
direction = vectors[:, -1]
direction = direction * np.sign(direction[np.argmax(np.abs(direction))])

print(json.dumps({
    "fft": fft,
    "sinePoints": {"x": x.tolist(), "spectrum": pair(spectrum)},
    "summary": {
        "values": values,
        "mean": float(np.mean(values)),
        "sd": float(np.std(values, ddof=1)),
        "median": float(np.median(values)),
        "probabilities": probabilities,
        "quantiles": [float(np.quantile(values, p)) for p in probabilities],
    },
    "principal": {
        "columns": 4,
        "x": matrix.ravel().tolist(),
        "direction": direction.tolist(),
        "variance": float(eigenvalues[-1]),
        "explained": float(eigenvalues[-1] / eigenvalues.sum()),
    },
}))
