/** What the rows of all comparisons share. */
import type { Runs } from "../../lib/experiments/mod.ts";
import type { SeriesRun, SeriesSettings } from "./series_runs.ts";

/** Runs of a comparison over series. */
export type Compared = Pick<Runs<SeriesSettings, SeriesRun[]>, "settings" | "seeds" | "results" | "source">;
/** The strangers that the authors' generator takes. */
export const FARTHEST = { choice: "farthest" } as const;
/** The control of most rows. */
export const PERMUTED = "which segments are anomalous, permuted";
