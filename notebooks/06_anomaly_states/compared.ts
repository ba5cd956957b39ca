/** What the rows of all comparisons share. */
import type { Runs } from "../../lib/experiments/mod.ts";
import type { SeriesRun, SeriesSettings } from "./series_runs.ts";

/** Runs of a comparison over series. */
export type Compared = Pick<Runs<SeriesSettings, SeriesRun[]>, "settings" | "seeds" | "results" | "source">;
/** Both readings of the construction: the authors' generator, and their text. */
export const BOTH = ["farthest", "random"] as const;
/** The control of most rows. */
export const PERMUTED = "which segments are anomalous, permuted";
