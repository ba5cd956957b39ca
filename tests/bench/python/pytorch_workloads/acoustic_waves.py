"""One shot of the acoustic wave equation by Deepwave, whose kernels are compiled already."""
import torch

from protocol import Absent

try:
    import deepwave
except ImportError as error:
    raise Absent(f"Deepwave is not installed ({error})") from error


def prepare(problem, compiled):
    if compiled:
        raise Absent("Deepwave's kernels are compiled already")
    settings = problem.settings
    start_velocity = problem.parameters["velocity"]
    source, receivers = problem.arrays["source"].reshape(1, 1, 2), problem.arrays["receivers"][None]
    # Deepwave takes a source that is ours over the square of the velocity there, of the other sign.
    wavelet, every = -problem.arrays["wavelet"].reshape(1, 1, -1), settings["storeEvery"]
    if every > 0:
        # What happens at import is not the step's.
        torch.zeros(1, requires_grad=True).sum().backward()

    def start():
        def step(number):
            velocity = start_velocity * (1 + settings["growth"] * number)
            strength = float(velocity[0, 0]) ** 2
            velocity.requires_grad_(every > 0)
            data = deepwave.scalar(
                velocity,
                settings["spacing"],
                settings["timeStep"],
                source_amplitudes=wavelet / strength,
                source_locations=source,
                receiver_locations=receivers,
                accuracy=4,
                pml_width=settings["layer"],
                pml_freq=settings["peakFrequency"],
                model_gradient_sampling_interval=max(1, every),
            )[-1]
            loss = (data**2).sum() / 2
            if every > 0:
                loss.backward()
            return loss.detach()

        return step

    return start
