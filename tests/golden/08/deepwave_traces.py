"""Golden values of tests/wave: traces and a gradient of Deepwave 0.1.0 in float64, of 4th and 8th order in space.

    python tests/golden/08/deepwave_traces.py > tests/golden/08/deepwave_traces.json
"""

import json

import deepwave
import torch

torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)

NZ, NX, SPACING, TIME_STEP, STEPS, PEAK = 40, 50, 20.0, 2e-3, 300, 8.0
SOURCE, RECEIVERS, LAYER = [10, 12], [[10, 20], [20, 30], [25, 12], [30, 40]], 40
SHOWN = 4  # every 4th row and column of the gradient


def rounded(values, digits):
    return [float(f"{value:.{digits}g}") for value in values.flatten().tolist()]


z, x = torch.meshgrid(torch.arange(NZ), torch.arange(NX), indexing="ij")
velocity = 2000 + 15.0 * z + 200 * torch.sin(0.5 * x) * torch.cos(0.4 * z)
wavelet = deepwave.wavelets.ricker(PEAK, STEPS, TIME_STEP, 1.5 / PEAK, dtype=torch.float64)
result = {"versions": {"deepwave": deepwave.__version__, "torch": torch.__version__}}
for order in (4, 8):
    v = velocity.clone().requires_grad_(True)
    data = deepwave.scalar(
        v,
        SPACING,
        TIME_STEP,
        source_amplitudes=wavelet.reshape(1, 1, -1),
        source_locations=torch.tensor([[SOURCE]]),
        receiver_locations=torch.tensor([RECEIVERS]),
        accuracy=order,
        pml_width=LAYER,
        pml_freq=PEAK,
        max_vel=3000,
    )[-1]
    (data**2).sum().div(2).backward()
    result[str(order)] = {
        "traces": rounded(data[0].detach(), 7),
        "gradient": rounded(v.grad[::SHOWN, ::SHOWN], 7),
    }
print(json.dumps(result))
