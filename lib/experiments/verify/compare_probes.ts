/** Compares two runs of one case. */
import type { Probe } from "./probe.ts";

/** The stored parts of a probe. */
export type ProbeDigests = Pick<Probe, "trainings" | "result"> & Partial<Pick<Probe, "error">>;

/** Relative difference of losses up to which runs with different rounding count as the same training. */
const SAME_LOSS = 1e-4;
/** Step whose losses are compared. */
const EARLY_STEP = 8;

/**
 * The first difference of two probes: the training, the step and both digests, or the readings; `null` if they are
 * equal.
 *
 * @param one stored digests; without trainings, only the result is compared
 */
export function firstDifference(one: ProbeDigests, other: ProbeDigests): string | null {
  if (one.trainings.length > 0) {
    if (one.trainings.length !== other.trainings.length) {
      return `${one.trainings.length} trainings then, ${other.trainings.length} now`;
    }
    for (const [i, training] of one.trainings.entries()) {
      const now = other.trainings[i];
      for (const [step, digest] of Object.entries(training.digests)) {
        const found = now.digests[Number(step)];
        if (found === digest) continue;
        const losses = [training, now].map(({ losses }) => losses[Number(step)]);
        return `training ${i + 1} of ${one.trainings.length} (${training.precision}, ${training.engine}), ` +
          `step ${step}: digest ${digest} then, ${found ?? "none"} now` +
          (losses.includes(undefined!) ? "" : ` (loss ${losses[0]} then, ${losses[1]} now)`);
      }
    }
  }
  if (one.result === other.result || failAlike(one, other)) return null;
  return `readings on the host: digest ${one.result} then, ${other.result} now` +
    (one.trainings.length > 0 ? "; all trainings gave the same bits" : "");
}

/** Whether both readings end with an error of the same class; its text may have changed. */
function failAlike(one: ProbeDigests, other: ProbeDigests): boolean {
  const [then, now] = [one, other].map(({ error }) => error?.slice(0, error.indexOf(":")));
  return then !== undefined && then === now;
}

/** Whether the losses of all trainings agree after the first steps, as expected if only rounding differs. */
export function lossesAgree(one: ProbeDigests, other: ProbeDigests): boolean {
  return one.trainings.length === other.trainings.length && one.trainings.every(({ losses }, i) => {
    const [then, now] = [losses[EARLY_STEP], other.trainings[i].losses[EARLY_STEP]];
    return then === undefined ? now === undefined : Math.abs(now - then) <= SAME_LOSS * Math.abs(then);
  });
}

/** The first difference of two results, with path and values; `null` if they are equal. */
export function firstDifferentValue(one: unknown, other: unknown, path = ""): string | null {
  if (typeof one === "object" && one !== null && typeof other === "object" && other !== null) {
    const names = [...new Set([...Object.keys(one), ...Object.keys(other)])];
    for (const name of names) {
      const [a, b] = [one, other].map((value) => (value as Record<string, unknown>)[name]);
      const found = firstDifferentValue(a, b, path ? `${path}.${name}` : name);
      if (found) return found;
    }
    return null;
  }
  const text = (value: unknown) => JSON.stringify(value)?.slice(0, 40) ?? "nothing";
  return Object.is(one, other) || (one === 0 && other === 0)
    ? null
    : `${path || "result"}: ${text(one)} then, ${text(other)} now`;
}
