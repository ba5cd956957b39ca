import { assertEquals } from "@std/assert";
import type { Profile, Verdict } from "../../../lib/claims/mod.ts";
import type { Claim } from "../../../lib/claims/mod.ts";
import type { Experiment } from "../../../lib/experiments/mod.ts";

export const CONTEXT = { signal: new AbortController().signal, progress() {}, checkpoint: () => undefined };

/** One run with some settings of the full profile changed, as a notebook gets it: through JSON. */
export async function small<Settings, Result>(
  experiment: Experiment<Settings, Result>,
  changes: Partial<Settings>,
): Promise<Result> {
  const result = await experiment.run({ ...experiment.settings, ...changes }, 0, CONTEXT);
  assertEquals(JSON.parse(JSON.stringify(result)), result);
  return result;
}

export const CLASSES = { classes: 3, inputs: 4, rows: 30, centres: 1.5, noise: 1 };

/** Settings of a noise study that takes a second. */
export const NOISE = {
  data: CLASSES,
  hidden: [6, 6],
  checkpoints: [20, 80],
  samples: 60,
  directions: 6,
  curvatures: 6,
  rotations: 3,
  hessianRows: 30,
};

/** Settings of two-layer networks that take a second. */
export const TWO_LAYER = { rows: 20, testRows: 10, side: 7, width: 6, steps: 20, readings: 2, probes: 2 };

/** Settings of loss profiles that take a second. */
export const PROFILES = {
  rows: 20,
  testRows: 10,
  side: 7,
  hidden: [4, 4],
  steps: 5,
  directions: 2,
  points: 5,
};

/** Results as stored runs of three seeds, all alike. */
export function three<Result>(result: Result) {
  return { seeds: [0, 1, 2], results: [result, result, result], source: "stored, exact" as const };
}

/** Verdicts by id, decided at a profile. */
export function verdictsAt(profile: Profile, rows: () => Claim[]): Record<string, Verdict> {
  Deno.env.set("NOTEBOOK_PROFILE", profile);
  try {
    return Object.fromEntries(rows().map(({ id, verdict }) => [id, verdict]));
  } finally {
    Deno.env.delete("NOTEBOOK_PROFILE");
  }
}
