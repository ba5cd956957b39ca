import type { Windows } from "../windows.ts";
import { type CheckSubject, mapped, picked } from "./check_subject.ts";

/**
 * Offers a detector what it must refuse: each by a `RangeError` that names the detector.
 *
 * @returns true
 * @throws {Error} that names what was taken, or refused in another way
 */
export async function badInputs(subject: CheckSubject): Promise<boolean> {
  const { standard, scored, factory: { about } } = subject, { detector } = await subject.first();
  const none: Windows = { values: new Float64Array(0), count: 0, length: standard.length };
  const short: Windows = { ...standard, values: standard.values.subarray(1) };
  const point: Windows = { values: standard.values, count: standard.values.length, length: 1 };
  const wider: Windows = { values: scored.values.subarray(0, 3 * 20), count: 3, length: 20 };
  const holed = (windows: Windows, hole: number) => {
    const last = windows.values.length - 1;
    return { ...windows, values: windows.values.map((value, k) => k === last ? hole : value) };
  };
  const cases: Record<string, () => unknown> = {
    "scores before a fit": () => subject.make().score(scored),
    "no standard windows": () => subject.make().fit(none),
    "numbers that are no whole windows": () => subject.make().fit(short),
    "windows of one point": () => subject.make().fit(point),
    "one standard window": () => subject.make().fit(picked(standard, [0])),
    "constant standard windows": () => subject.make().fit(mapped(standard, () => 0.1)),
    "NaN in the standard windows": () => subject.make().fit(holed(standard, NaN)),
    "∞ in the standard windows": () => subject.make().fit(holed(standard, Infinity)),
    "NaN in the scored windows only": () => detector.score(holed(scored, NaN)),
    "no scored windows": () => detector.score(none),
    "another window length": () => detector.score(wider),
    "an unknown option": () => subject.make({ windowSize: 3 }),
  };
  const defaults = about.defaults as Readonly<Record<string, unknown>>;
  const impossible: Record<string, readonly number[]> = {
    neighbours: [0, 2.5],
    epochs: [-1, 0.5],
    bandwidth: [0, NaN],
    nu: [0, 1.5],
    perplexity: [1],
    bins: [0],
    components: [0],
    subset: [0],
    samples: [1],
    alpha: [-1],
    learningRate: [0],
  };
  const tooMany: readonly string[] = ["neighbours", "perplexity", "subset", "clusters", "components"];
  for (const [option, values] of Object.entries(impossible)) {
    if (!(option in defaults)) continue;
    for (const value of values) cases[`${option} = ${value}`] = () => subject.make({ [option]: value });
  }
  for (const option of tooMany) {
    if (option in defaults) cases[`${option} above n`] = () => subject.make({ [option]: 91 }).fit(standard);
  }
  // A standard window is no neighbour of itself.
  if ("neighbours" in defaults) {
    cases["neighbours = n"] = () => subject.make({ neighbours: 90 }).fit(standard);
  }
  for (const [what, offer] of Object.entries(cases)) await requireRefusal(about.name, what, offer);
  return true;
}

async function requireRefusal(detector: string, what: string, offer: () => unknown): Promise<void> {
  try {
    await offer();
  } catch (error) {
    if (error instanceof RangeError && error.message.startsWith(`${detector}: `)) return;
    throw new Error(`${what}: refused by ${error}`);
  }
  throw new Error(`${what}: not refused`);
}
