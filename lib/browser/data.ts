/** What stands for `lib/data/mod.ts` in a bundle for a browser: sets that are made, none that is read from a disk. */
export { sinePoints } from "../data/sine_points.ts";
export { classCounts } from "../data/series/labelled_series.ts";

/** Rejects: a page has no files. */
export function marmousiFile(): Promise<never> {
  return Promise.reject(new Error("Cannot read Marmousi: a page of a browser has no disk"));
}
