"""First values of lib/random's streams, from an implementation of its own of xoroshiro128+ (Blackman and Vigna 2018).

Run: python3 tests/golden/random_stream.py > tests/golden/random_stream.json   (standard library only)
"""

import hashlib
import json
import math
import struct

MASK = (1 << 64) - 1


def words(text):
    """First 128 bits of the SHA-256 digest as four signed 32-bit integers."""
    return struct.unpack(">4i", hashlib.sha256(text.encode()).digest()[:16])


def join(key):
    return " ".join(map(str, key))


class Stream:
    def __init__(self, seed, *path):
        key = words(f"paper-notebooks random stream 1\nseed {seed}")
        for label in path:
            kind = "string" if isinstance(label, str) else "number"
            key = words(f"fork {join(key)}\n{kind} {label}")
        high0, low0, high1, low1 = (w & 0xFFFFFFFF for w in words(f"stream {join(key)}"))
        self.s0, self.s1 = high0 << 32 | low0, high1 << 32 | low1

    def next(self):
        """Low 32 bits of one step, as pure-rand returns them, but unsigned."""
        rotate = lambda x, k: (x << k | x >> (64 - k)) & MASK
        out = (self.s0 + self.s1) & 0xFFFFFFFF
        s1 = self.s1 ^ self.s0
        self.s0 = rotate(self.s0, 24) ^ s1 ^ (s1 << 16 & MASK)
        self.s1 = rotate(s1, 37)
        return out

    def uniform(self):
        return ((self.next() >> 5) * 2**26 + (self.next() >> 6)) / 2**53

    def normal(self):
        radius = math.sqrt(-2 * math.log(1 - self.uniform()))
        return radius * math.cos(2 * math.pi * self.uniform())

    def integer(self, below):
        shift = 32 - (below - 1).bit_length()
        while True:
            value = self.next() >> shift
            if value < below:
                return value


def permutation(stream, n):
    """Durstenfeld's shuffle from the back."""
    order = list(range(n))
    for last in range(n - 1, 0, -1):
        chosen = stream.integer(last + 1)
        order[last], order[chosen] = order[chosen], order[last]
    return order


cases = []
for path in [[0], [1], [-3], [2024, "weights", 0], [2024, "weights", "0"]]:
    cases.append({
        "path": path,
        "uniform": (lambda s: [s.uniform() for _ in range(4)])(Stream(*path)),
        "normal": (lambda s: [s.normal() for _ in range(4)])(Stream(*path)),
        "integer": (lambda s: [s.integer(1000) for _ in range(8)])(Stream(*path)),
    })
print(json.dumps({"cases": cases, "permutation": permutation(Stream(0), 10)}, indent=2))
