/** Steps of a staircase in a loss. */

/** A stretch on which a loss hardly changes. */
export interface Plateau {
  /** First and last step. */
  from: number;
  to: number;
  /** Mean loss. */
  level: number;
}

/** What counts as a plateau, and what separates two. */
export interface PlateauRule {
  /** Relative change that a plateau stays below, and the fewest steps that it lasts. */
  change: number;
  lasts: number;
  /** Relative drop between two plateaus, and the most steps that it takes. */
  drop: number;
  within: number;
}

/** The rule of claim C9. */
export const STAIRCASE: PlateauRule = { change: 0.02, lasts: 500, drop: 0.05, within: 500 };

/**
 * Plateaus of a loss, from the first on: stretches of at least `lasts` steps with (max − min)/max below `change`, each
 * lower than the one before and separated from it by a fall of at least the share `drop` in at most `within` steps.
 *
 * @param steps increasing steps of the readings
 * @param loss positive values, one a reading
 * @throws {RangeError} for lists of unequal length
 */
export function plateaus(
  steps: readonly number[],
  loss: readonly number[],
  rule: PlateauRule = STAIRCASE,
): Plateau[] {
  if (steps.length !== loss.length) {
    throw new RangeError(`plateaus: ${loss.length} values for ${steps.length} steps`);
  }
  const found: (Plateau & { last: number })[] = [];
  for (let i = 0; i < steps.length;) {
    const j = lastLevel(loss, i, rule.change);
    if (steps[j] - steps[i] < rule.lasts) {
      i++;
      continue;
    }
    const level = loss.slice(i, j + 1).reduce((sum, value) => sum + value, 0) / (j + 1 - i);
    const before = found.at(-1);
    if (before === undefined || (level < before.level && dropsBetween(steps, loss, before.last, i, rule))) {
      found.push({ from: steps[i], to: steps[j], level, last: j });
    }
    i = j + 1;
  }
  return found.map(({ from, to, level }) => ({ from, to, level }));
}

/** Last reading up to which the loss stays level from reading i on. */
function lastLevel(loss: readonly number[], i: number, change: number): number {
  let low = loss[i], high = loss[i], j = i;
  while (j + 1 < loss.length) {
    low = Math.min(low, loss[j + 1]);
    high = Math.max(high, loss[j + 1]);
    if ((high - low) / high >= change) break;
    j++;
  }
  return j;
}

function dropsBetween(
  steps: readonly number[],
  loss: readonly number[],
  from: number,
  to: number,
  { drop, within }: PlateauRule,
): boolean {
  for (let a = from; a < to; a++) {
    for (let b = a + 1; b <= to && steps[b] - steps[a] <= within; b++) {
      if (loss[b] <= (1 - drop) * loss[a]) return true;
    }
  }
  return false;
}
