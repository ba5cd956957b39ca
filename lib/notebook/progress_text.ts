/** Progress of a long computation. */
export interface ProgressState {
  /** Steps done. */
  step: number;
  /** Total steps, if known. */
  steps?: number | undefined;
  /** Loss at this step, if there is one. */
  loss?: number | undefined;
}

/**
 * Text of a progress line: steps, loss, steps per second, time left.
 *
 * @param label what is computed
 * @param state progress so far
 * @param seconds time since `startStep`
 * @param startStep the step at which the clock began, whose steps do not count into the rate
 * @returns one line
 */
export function progressText(label: string, state: ProgressState, seconds: number, startStep = 0): string {
  const rate = stepsPerSecond(state.step - startStep, seconds);
  const of = state.steps === undefined ? "" : ` of ${formatCount(state.steps)}`;
  const parts = [`${label}: step ${formatCount(state.step)}${of}`];
  if (state.loss !== undefined) parts.push(`loss ${formatLoss(state.loss)}`);
  if (rate !== undefined) {
    parts.push(`${formatRate(rate)} steps/s`);
    if (state.steps !== undefined) {
      parts.push(`${formatDuration(Math.max(0, state.steps - state.step) / rate)} left`);
    }
  }
  return parts.join(" · ");
}

/**
 * Text of the line that remains when the computation has ended.
 *
 * @param label what was computed
 * @param state the last state, undefined if there was none
 * @param seconds time that it took
 * @param startStep the step at which the clock began, whose steps do not count into the rate
 * @returns one line
 */
export function summaryText(
  label: string,
  state: ProgressState | undefined,
  seconds: number,
  startStep = 0,
): string {
  if (!state) return `${label}: ${formatDuration(seconds)}`;
  const parts = [`${label}: ${formatCount(state.step)} steps in ${formatDuration(seconds)}`];
  if (state.steps !== undefined && state.step < state.steps) {
    parts[0] = `${label}: stopped at step ${formatCount(state.step)} of ${formatCount(state.steps)} after ` +
      formatDuration(seconds);
  }
  if (state.loss !== undefined) parts.push(`loss ${formatLoss(state.loss)}`);
  const rate = stepsPerSecond(state.step - startStep, seconds);
  if (rate !== undefined) parts.push(`${formatRate(rate)} steps/s`);
  return parts.join(" · ");
}

/**
 * Text of a duration, in the two largest units.
 *
 * @param seconds the duration
 * @returns "0.4 s", "12 s", "3 min 05 s" or "2 h 10 min"
 * @throws {RangeError} if it is negative or not finite
 */
export function formatDuration(seconds: number): string {
  if (!Number.isFinite(seconds) || seconds < 0) {
    throw new RangeError(
      `Cannot format a duration of ${seconds} s: a finite number of at least 0 is expected`,
    );
  }
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes} min ${String(whole % 60).padStart(2, "0")} s`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, "0")} min`;
}

/** Below this time a rate depends more on the clock than on the computation. */
const SHORTEST_RATED_SECONDS = 0.1;

function stepsPerSecond(steps: number, seconds: number): number | undefined {
  return steps > 0 && seconds >= SHORTEST_RATED_SECONDS ? steps / seconds : undefined;
}

function formatRate(rate: number): string {
  return rate >= 100 ? formatCount(Math.round(rate)) : rate.toPrecision(2);
}

function formatCount(count: number): string {
  return count.toLocaleString("en-US");
}

function formatLoss(loss: number): string {
  return loss !== 0 && (Math.abs(loss) < 1e-2 || Math.abs(loss) >= 1e4)
    ? loss.toExponential(2)
    : loss.toPrecision(3);
}
