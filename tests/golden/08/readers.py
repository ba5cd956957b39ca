"""Files and numbers for the tests of lib/wave/readers and measures: NumPy, segyio and scikit-image.
Run: pip install numpy segyio scikit-image; python readers.py"""
import json
import os

import numpy as np
import segyio
from skimage.metrics import structural_similarity

here = os.path.dirname(os.path.abspath(__file__))
at = lambda name: os.path.join(here, "readers", name)
rng = np.random.default_rng(0)

for dtype in ["<f4", ">f4", "<f8"]:
    for order in "CF":
        values = np.asarray(np.arange(15).reshape(3, 5) / 8 - 1, dtype=dtype, order=order)
        np.save(at(f"{dtype.replace('<', 'little_').replace('>', 'big_')}_{order}.npy"), values)

traces = (rng.standard_normal((4, 11)) * 10.0 ** rng.integers(-3, 4, (4, 11))).astype(np.float32)
for name, format in [("ibm", 1), ("ieee", 5)]:
    spec = segyio.spec()
    spec.format, spec.samples, spec.tracecount = format, np.arange(11) * 4, 4
    with segyio.create(at(f"{name}.sgy"), spec) as file:
        file.text[0] = segyio.tools.create_text_header({1: "VELOCITY = 1500 M/S", 2: "LINE (TEST)"})
        file.bin.update({segyio.BinField.Interval: 4000, segyio.BinField.Samples: 11, segyio.BinField.Format: format})
        for k in range(4):
            file.header[k] = {
                segyio.TraceField.FieldRecord: 1 + k // 2, segyio.TraceField.TraceNumber: 1 + k % 2,
                segyio.TraceField.SourceGroupScalar: -10 if k < 3 else 2,
                segyio.TraceField.SourceX: 1000 + k, segyio.TraceField.GroupX: 2000 + 5 * k,
                segyio.TraceField.TRACE_SAMPLE_COUNT: 11,
            }
            file.trace[k] = traces[k]

truth = np.add.outer(np.arange(14.0) ** 1.5, 3 * np.sin(np.arange(17.0)))
model = truth + rng.standard_normal(truth.shape)
_, full = structural_similarity(model, truth, gaussian_weights=True, use_sample_covariance=False,
                                data_range=truth.max() - truth.min(), full=True)
with open(os.path.join(here, "readers.json"), "w") as file:
    json.dump({"traces": traces.tolist(), "truth": truth.tolist(), "model": model.tolist(), "ssim": full.mean()}, file)
