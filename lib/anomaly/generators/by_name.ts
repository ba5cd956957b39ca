import { autoregressiveRegimes } from "./autoregressive_regimes.ts";
import { beginMiddleEnd } from "./begin_middle_end.ts";
import { cylinderBellFunnel } from "./cylinder_bell_funnel.ts";
import type { GeneratedSet } from "./generated_set.ts";
import { heartbeats } from "./heartbeats.ts";
import { syntheticControl } from "./synthetic_control.ts";
import { twoPatterns } from "./two_patterns.ts";

/** All generated sets. */
export const GENERATED_SETS: readonly GeneratedSet[] = [
  cylinderBellFunnel,
  twoPatterns,
  syntheticControl,
  beginMiddleEnd,
  heartbeats,
  autoregressiveRegimes,
];

/**
 * The generated set of a name, such as "CBF".
 *
 * @throws {RangeError} for an unknown name
 */
export function generatedSetNamed(name: string): GeneratedSet {
  const found = GENERATED_SETS.find((set) => set.name === name);
  if (found) return found;
  throw new RangeError(
    `generatedSetNamed: "${name}" is unknown, allowed ${GENERATED_SETS.map((set) => set.name).join(", ")}`,
  );
}
