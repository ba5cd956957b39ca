/** What stands for `lib/experiments/mod.ts` in a bundle for a browser: stored runs that the page hands over. */

/** An experiment as its module describes it; a page runs none. */
export function experiment<Settings>(settings: Settings): Settings {
  return settings;
}

/** As {@linkcode experiment}. */
export const cases = experiment;

/** Results that the page has, of the one experiment that its live cell reads. */
let stored: unknown;

/** Hand over stored runs. */
export function giveRuns(runs: unknown): void {
  stored = runs;
}

/**
 * The stored runs of the page's live cell.
 *
 * @throws {Error} where the page has none
 */
export function runs(): Promise<unknown> {
  if (stored === undefined) {
    return Promise.reject(new Error("runs: this page has no stored runs, and computes none"));
  }
  return Promise.resolve(stored);
}
