import type { Generator } from "../../random/mod.ts";
import { between, generatedSet, within } from "./generated_set.ts";

/** A plateau in the middle, up or down, and in some classes a small bell elsewhere. */
const boxes = (bell: number | null) => (stream: Generator) => {
  const start = between(stream, 36, 48), end = between(stream, 80, 92), height = within(stream, 0.9, 1.1);
  const sign = stream.integer(2) === 0 ? 1 : -1, centre = (bell ?? 0) + between(stream, -4, 4);
  return (t: number) =>
    (t >= start && t <= end ? sign * height : 0) +
    (bell === null ? 0 : 0.5 * Math.exp(-0.5 * ((t - centre) / 4) ** 2)) + 0.05 * stream.normal();
};

/** Like BME of the UCR archive: a bell at the beginning, only the plateau, or a bell at the end; 128 points. */
export const beginMiddleEnd = generatedSet("BME-like", 128, {
  begin: boxes(16),
  middle: boxes(null),
  end: boxes(111),
});
