/** What the rows of all comparisons share. */
import type { Runs } from "../../lib/experiments/mod.ts";
import type { SeriesRun, SeriesSettings } from "./series_runs.ts";

/** Runs of a comparison over series. */
export type Compared = Pick<Runs<SeriesSettings, SeriesRun[]>, "settings" | "seeds" | "results" | "source">;
/** The strangers that the authors' generator takes. */
export const FARTHEST = { choice: "farthest" } as const;
/** The control of most rows. */
export const PERMUTED = "which segments are anomalous, permuted";

/** Two comparisons of the same detectors and seeds as one; their series stand one after another. */
export function together(
  a: Compared & Pick<Runs<unknown, unknown>, "seconds">,
  b: Compared & Pick<Runs<unknown, unknown>, "seconds">,
): Compared & Pick<Runs<unknown, unknown>, "seconds"> {
  return {
    settings: a.settings,
    seeds: a.seeds,
    results: a.results.map((run, i) => [...run, ...b.results[i]]),
    seconds: a.seconds.map((seconds, i) => seconds + b.seconds[i]),
    // What is proved of the whole is what is proved of the part that needs data.
    source: b.source,
  };
}
