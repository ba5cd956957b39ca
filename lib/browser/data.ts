/** What stands for `lib/data/mod.ts` in a bundle for a browser: sets that are made, none that is read from a disk. */
export { sinePoints } from "../data/sine_points.ts";
