"""Reads what problem.ts wrote: the settings of a workload and the numbers that all its sides start from."""
import json


class Problem:
    """A workload: `settings`, `precision`, `arrays` by name, and its `parameters` by name, cut from the flat vector."""

    def __init__(self, path, make_array):
        """`make_array(data, dtype, count, offset)` gives a flat array of the framework on the bytes `data`."""
        with open(path + ".json", encoding="utf-8") as file:
            described = json.load(file)
        with open(path + ".bin", "rb") as file:
            data = bytearray(file.read())
        self.kind, self.settings, self.precision = described["kind"], described["settings"], described["precision"]
        self.arrays = {
            name: make_array(data, at["dtype"], at["count"], at["offset"]).reshape(tuple(at["shape"]))
            for name, at in described["arrays"].items()
        }
        self._shapes = [(part["name"], tuple(part["shape"])) for part in described["parameters"]]
        self.parameters = self.cut(self.arrays.pop("parameters"))

    def cut(self, flat):
        """The parts of a flat vector as long as the parameters, by the parameters' names."""
        parts, at = {}, 0
        for name, shape in self._shapes:
            size = 1
            for length in shape:
                size *= length
            parts[name] = flat[at : at + size].reshape(shape)
            at += size
        return parts
