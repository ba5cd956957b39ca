import { generator } from "../../random/mod.ts";
import type { Detector, DetectorFactory } from "../detector.ts";
import { SharedGeometry } from "../neighbours/shared_geometry.ts";
import { type Windows, windowsOf } from "../windows.ts";

/** Windows of the checks: their length, and numbers of standard and of scored ones. */
const LENGTH = 12, STANDARD = 90, SCORED = 40;
/** Numbers of the series are multiples of this, so that a shift by 4 and a scale of 2 are exact. */
const GRID = 2 ** -16;
/** Passes of a net, where a detector has that option: enough for checks that ask for no accuracy. */
const EPOCHS = 2;

/** One detector while it is checked, with what several checks look at. */
export class CheckSubject {
  readonly standard = windowsOfSeries(beats(STANDARD + LENGTH - 1, 0, 1));
  /** The second half comes from another state. */
  readonly scored = windowsOfSeries(
    Float64Array.of(...beats(SCORED / 2, 1, 1), ...beats(SCORED / 2 + LENGTH - 1, 2, -2)),
  );
  #first: { detector: Detector; scores: Float64Array } | null = null;

  constructor(readonly factory: DetectorFactory) {}

  /** A new detector of the kind, small where it is a net. */
  make(options: Readonly<Record<string, unknown>> = {}): Detector {
    const small = "epochs" in (this.factory.about.defaults as object) ? { epochs: EPOCHS } : {};
    return this.factory({ ...small, ...options });
  }

  /** A detector fitted to `standard`, and its scores of `scored`: made once. */
  async first(): Promise<{ detector: Detector; scores: Float64Array }> {
    if (!this.#first) {
      const detector = await this.make().fit(this.standard);
      this.#first = { detector, scores: await detector.score(this.scored) };
    }
    return this.#first;
  }

  /** Scores of a new detector after a fit to other windows. */
  async scoresAfter(
    standard: Windows,
    scored: Windows,
    { options = {}, shared = false } = {},
  ): Promise<Float64Array> {
    const detector = this.make(options);
    try {
      await detector.fit(standard, shared ? new SharedGeometry(standard, { neighbours: 30 }) : undefined);
      return await detector.score(scored);
    } finally {
      detector.dispose();
    }
  }

  dispose(): void {
    this.#first?.detector.dispose();
  }
}

/** Windows with each number replaced. */
export function mapped({ values, count, length }: Windows, change: (value: number) => number): Windows {
  return { values: values.map(change), count, length };
}

/** Windows of these indices. */
export function picked({ values, length }: Windows, indices: readonly number[]): Windows {
  const rows = indices.map((i) => values.subarray(i * length, (i + 1) * length));
  return { values: Float64Array.from(rows.flatMap((row) => [...row])), count: rows.length, length };
}

function windowsOfSeries(series: Float64Array): Windows {
  const count = series.length - LENGTH + 1;
  return windowsOf(
    Float64Array.from({ length: count * LENGTH }, (_, k) => series[Math.floor(k / LENGTH) + k % LENGTH]),
    LENGTH,
  );
}

/** Two waves and noise; the second wave's size tells states apart. */
function beats(length: number, seed: number, second: number): Float64Array {
  const random = generator(seed, "detector checks");
  return Float64Array.from({ length }, (_, t) => {
    const value = Math.sin(2 * Math.PI * t / 17) + second * Math.cos(2 * Math.PI * t / 5) / 2 +
      0.1 * random.normal();
    return Math.round(value / GRID) * GRID;
  });
}
