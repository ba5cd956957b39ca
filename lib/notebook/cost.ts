/** Costs of runs. */
import type { Runs } from "../experiments/mod.ts";

/** Total minutes of process time of all seeds. */
export function processMinutes(...runs: readonly Pick<Runs<unknown, unknown>, "seconds">[]): number {
  return runs.flatMap(({ seconds }) => seconds).reduce((sum, seconds) => sum + seconds, 0) / 60;
}

/** Number of seeds, source and process time in words, e.g. "5 seeds, live, 1.2 min of process time". */
export function cost(runs: Pick<Runs<unknown, unknown>, "seconds" | "source">): string {
  const { length } = runs.seconds;
  return `${length} ${length === 1 ? "seed" : "seeds"}, ${runs.source}, ${
    processMinutes(runs).toFixed(1)
  } min of process time`;
}
