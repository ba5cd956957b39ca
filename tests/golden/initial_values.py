"""First initial parameters of lib/nn, from the independent streams of random_stream.py.

Run: python3 tests/golden/initial_values.py | deno fmt --ext json - > tests/golden/initial_values.json   (standard library only)
"""

import contextlib
import io
import json
import math

with contextlib.redirect_stdout(io.StringIO()):  # the module prints its own golden values
    from random_stream import Stream

SEED = 7
FAN_IN = {"weight1": 4, "bias1": 4, "weight2": 9}


def uniform_fan_in(name, count):
    stream, bound = Stream(SEED, name), 1 / math.sqrt(FAN_IN[name])
    return [-bound + 2 * bound * stream.uniform() for _ in range(count)]


def normal_fan_in(name, count, gamma):
    stream = Stream(SEED, name)
    return [stream.normal() * FAN_IN[name] ** -gamma for _ in range(count)]


print(json.dumps({
    "seed": SEED,
    "fanIn": FAN_IN,
    "uniform": {name: uniform_fan_in(name, 3) for name in FAN_IN},
    "normal": {name: normal_fan_in(name, 3, 0.75) for name in ["weight1", "weight2"]},
}))
