/**
 * Writes the series of each size to a folder and prints the rows as JSON:
 * `deno run -A tests/bench/detectors/prepare.ts FOLDER`.
 *
 * @module
 */
import { DETECTOR_ROWS } from "./rows.ts";
import { benchSeries } from "./series.ts";

const [folder] = Deno.args;
for (const points of new Set(DETECTOR_ROWS.map(({ points }) => points))) {
  await Deno.writeTextFile(`${folder}/${points}.json`, JSON.stringify(benchSeries(points)));
}
console.log(JSON.stringify(DETECTOR_ROWS.map(({ name, beside, equal, window, points }) => ({
  name,
  beside,
  equal,
  window,
  file: `${folder}/${points}.json`,
}))));
