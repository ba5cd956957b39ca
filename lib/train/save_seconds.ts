/** Seconds between saves of trainings that do not name their own. */

let seconds = 4;

/** Seconds between saves where a training names none: the work that a kill may lose. */
export function usualSaveSeconds(): number {
  return seconds;
}

/**
 * Sets them for all trainings of this process, for example where many processes save on one disk.
 *
 * @throws {RangeError} for a negative number or NaN
 */
export function setUsualSaveSeconds(value: number): void {
  if (!(value >= 0)) throw new RangeError(`saveSeconds: must be 0 or more, got ${value}`);
  seconds = value;
}
