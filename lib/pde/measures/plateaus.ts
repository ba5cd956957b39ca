/** Stages of a loss that falls like a staircase. */

/** A stretch on which a loss hardly changes: first and last step, and mean loss. */
export interface Plateau {
  from: number;
  to: number;
  level: number;
}

/** Relative change that a plateau stays below, and its least number of steps. */
const CHANGE = 0.02, LASTS = 500;
/** Relative drop between two plateaus, and its largest number of steps. */
const DROP = 0.05, WITHIN = 500;

/**
 * Plateaus of a loss in order: stretches of at least 500 steps with (max − min)/max below 2 %, each lower than
 * the one before and separated from it by a fall of at least 5 % in at most 500 steps.
 *
 * @param steps increasing steps of the readings
 * @param loss positive values, one per reading
 * @throws {RangeError} for lists of unequal length
 */
export function plateaus(steps: readonly number[], loss: readonly number[]): Plateau[] {
  if (steps.length !== loss.length) {
    throw new RangeError(`plateaus: ${loss.length} values for ${steps.length} steps`);
  }
  const found: (Plateau & { last: number })[] = [];
  for (let i = 0; i < steps.length;) {
    const j = lastLevel(loss, i);
    if (steps[j] - steps[i] < LASTS) {
      i++;
      continue;
    }
    const level = loss.slice(i, j + 1).reduce((sum, value) => sum + value, 0) / (j + 1 - i);
    const before = found.at(-1);
    if (before === undefined || (level < before.level && dropsBetween(steps, loss, before.last, i))) {
      found.push({ from: steps[i], to: steps[j], level, last: j });
    }
    i = j + 1;
  }
  return found.map(({ from, to, level }) => ({ from, to, level }));
}

/** Last reading up to which the loss stays level from reading i on. */
function lastLevel(loss: readonly number[], i: number): number {
  let low = loss[i], high = loss[i], j = i;
  while (j + 1 < loss.length) {
    low = Math.min(low, loss[j + 1]);
    high = Math.max(high, loss[j + 1]);
    if ((high - low) / high >= CHANGE) break;
    j++;
  }
  return j;
}

function dropsBetween(steps: readonly number[], loss: readonly number[], from: number, to: number): boolean {
  for (let a = from; a < to; a++) {
    for (let b = a + 1; b <= to && steps[b] - steps[a] <= WITHIN; b++) {
      if (loss[b] <= (1 - DROP) * loss[a]) return true;
    }
  }
  return false;
}
