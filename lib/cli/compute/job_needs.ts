/** What a job of one case asks of a cluster. */

/** Parent and worker take up to 1.2 GB together, twice what most papers take; one thread trains. */
export const JOB_NEEDS = { memoryMiB: 2000, cores: 1 } as const;

/** How much slower than the machine of the stored results a node may be. */
const SLOWER = 3;
/** A cluster warns a job up to a minute before its limit. */
const LEAST_MINUTES = 5;
const UNKNOWN_MINUTES = 60;

/** Time limit of a job that is expected to take some seconds; an hour if nothing is known. */
export function minutesFor(seconds: number | null): number {
  if (seconds === null) return UNKNOWN_MINUTES;
  return Math.max(LEAST_MINUTES, Math.ceil(SLOWER * seconds / 60));
}
