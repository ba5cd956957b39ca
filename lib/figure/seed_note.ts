/** Numbers of seeds behind a drawing, if some seeds are not finite everywhere. */
export interface CountedSeeds {
  /** Smallest number of seeds behind any drawn point. */
  readonly fewest: number;
  /** Largest number of seeds behind any point. */
  readonly most: number;
  /** All seeds. */
  readonly of: number;
}

/**
 * A name for the legend that says how many seeds were left out.
 *
 * @param name the name
 * @param counted seeds behind what is drawn
 * @returns e.g. `"test (3–5 of 5 seeds)"`; the name itself if no seed was left out
 */
export function withSeedNote(name: string, { fewest, most, of }: CountedSeeds): string {
  if (fewest >= of) return name;
  return `${name} (${fewest === most ? most : `${fewest}–${most}`} of ${of} seeds)`;
}

/**
 * {@linkcode withSeedNote} for values by category, all together.
 *
 * @param name the name
 * @param perSeed values of the seeds for each category
 * @returns e.g. `"G1 (9 of 10 seeds)"`
 */
export function withValueNote(name: string, perSeed: readonly ArrayLike<number>[]): string {
  const values = perSeed.flatMap((each) => Array.from(each));
  const finite = values.filter(Number.isFinite).length;
  return withSeedNote(name, { fewest: finite, most: finite, of: values.length });
}
