"""Golden values of the tests on ranks and their distributions in lib/stats, from SciPy.

    pip install numpy scipy && python rank_tests.py > rank_tests.json
"""

import json

import numpy as np
import scipy
from scipy import special, stats

rng = np.random.default_rng(6)
blocks = np.round(rng.standard_normal((12, 5)) + np.array([0, 0.2, 0.4, 0.8, 1.0]), 2)
tied = np.round(blocks, 0)
x, y = np.round(rng.standard_normal(30), 6), np.round(rng.standard_normal(30) + 0.4, 6)
coarse = np.round(x - y, 0)


def wilcoxon(a, b):
    found = stats.wilcoxon(a, b, correction=False)
    return {"statistic": float(found.statistic), "pValue": float(found.pvalue)}


def friedman(rows):
    found = stats.friedmanchisquare(*rows.T)
    return {"statistic": float(found.statistic), "pValue": float(found.pvalue)}


print(json.dumps({
    "reference": f"scipy {scipy.__version__}",
    "blocks": blocks.tolist(), "friedman": friedman(blocks),
    "tiedBlocks": tied.tolist(), "friedmanTied": friedman(tied),
    "x": x.tolist(), "y": y.tolist(), "wilcoxon": wilcoxon(x, y),
    "coarse": coarse.tolist(), "wilcoxonTied": wilcoxon(coarse, np.zeros(30)),
    "erf": [[v, float(special.erf(v))] for v in (-3.0, -0.5, 1e-8, 0.3, 1.0, 2.5, 5.0)],
    "normal": [[v, float(special.ndtr(v))] for v in (-12.0, -5.0, -1.0, 0.0, 0.7, 3.0)],
    "chiSquared": [[v, k, float(stats.chi2.sf(v, k))] for v, k in ((0.5, 1), (3.0, 2), (184.0, 24), (40.0, 18), (0.01, 50))],
    "chiSquaredQuantile": [[p, k, float(stats.chi2.ppf(p, k))] for p, k in ((0.975, 16), (0.5, 3), (0.01, 50), (0.999, 1))],
    "studentisedRange": [[k, float(stats.studentized_range.ppf(0.95, k, np.inf))] for k in (2, 5, 10, 38)],
    "holm": {"p": [0.01, 0.04, 0.03, 0.005], "adjusted": [0.03, 0.06, 0.06, 0.02]},
    "benjaminiHochberg": {"p": [0.01, 0.04, 0.03, 0.005, 0.8],
                          "adjusted": stats.false_discovery_control([0.01, 0.04, 0.03, 0.005, 0.8]).tolist()},
    "signTest": [[k, n, float(stats.binomtest(k, n, alternative="greater").pvalue)] for k, n in ((8, 10), (15, 20), (0, 4), (70, 100))],
}))
