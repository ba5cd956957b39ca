/** The low frequency that a training set pretends to have. */
import { projectRows } from "../linalg/mod.ts";
import { angularGrid, type Band, type ComplexArray, nudftColumns } from "../spectral/mod.ts";
import { largest, smallest } from "../stats/mod.ts";
import { checkedWeights, countPoints, type LabelledPoints } from "./labelled_points.ts";

/** Settings of {@linkcode phantomFrequency}. */
export interface PhantomOptions {
  /** Numbers of a row; 1 by default. */
  readonly inputs?: number;
  /** Direction along which inputs are read, `inputs` numbers; needed where there are several. */
  readonly direction?: ArrayLike<number>;
  /**
   * Angular frequencies; by default 2πj/L, j = 0, 1, … 64, with L the span of the test inputs along the direction, as
   * far as the test rows resolve them.
   */
  readonly frequencies?: ArrayLike<number>;
  /** Frequencies that count as low; by default those above 0 and below the strongest of the test targets. */
  readonly band?: Band;
  /** Weight of each training row in the loss, with mean 1; all 1 by default. */
  readonly weights?: ArrayLike<number>;
}

/** Where the spectra of training and test targets differ most, among low frequencies. */
export interface PhantomFrequency {
  /** A_low = max_k |F_train[wy](k) − F_test[y](k)|; 0 if no frequency is low. */
  readonly amplitude: number;
  /** The angular frequency at which it is reached; null if none is low. */
  readonly frequency: number | null;
  /** The target at which it is reached. */
  readonly target: number;
}

/** Most frequencies by default, above 0. */
const MOST = 64;

/**
 * A_low of a training set: the amplitude of the low frequency that its targets have on the training inputs and not on
 * the test inputs. A network that prefers low frequencies learns it first.
 *
 * With weights, the spectrum is that of the weighted targets, which is what a weighted loss shows the network.
 *
 * ```ts
 * import { phantomFrequency } from "@paper-notebooks/lib/grokking";
 * import { linspace } from "@paper-notebooks/lib/spectral";
 *
 * const on = (x: Float64Array) => ({ x, y: x.map((v) => Math.sin(6 * v)) });
 * const test = on(linspace(-Math.PI, Math.PI, 201));
 * // On five even points sin 6x cannot be told from sin x.
 * const few = linspace(-Math.PI, Math.PI, 6).subarray(0, 5).map((v) => v + 0.3);
 * const { amplitude, frequency } = phantomFrequency(on(few), test);
 * if (!(amplitude > 0.4 && frequency! < 6)) throw new Error();
 * ```
 *
 * @throws {RangeError} for rows that do not fit or are absent, numbers that are not finite, several inputs without a
 *   direction, inputs without a span, weights that are negative or not one per row, or a band that is reversed
 */
export function phantomFrequency(
  train: LabelledPoints,
  test: LabelledPoints,
  options: PhantomOptions = {},
): PhantomFrequency {
  const where = "phantomFrequency", { inputs = 1 } = options;
  const rows = countPoints(where, train, test, inputs), { targets } = rows;
  const weights = checkedWeights(where, options.weights, rows.train);
  const along = directionOf(where, options.direction, inputs), unseen = projectRows(test.x, along);
  const frequencies = options.frequencies ?? resolved(where, unseen);
  const weighted = train.y.map((value, i) => weights[Math.floor(i / targets)] * value);
  const given = nudftColumns(projectRows(train.x, along), weighted, targets, frequencies);
  const wanted = nudftColumns(unseen, test.y, targets, frequencies);
  const low = options.band ? inBand(where, options.band) : belowStrongest(wanted, frequencies);
  let found: PhantomFrequency = { amplitude: 0, frequency: null, target: 0 };
  for (let target = 0; target < targets; target++) {
    const here = given[target], there = wanted[target];
    for (let j = 0; j < frequencies.length; j++) {
      const frequency = frequencies[j];
      if (!low(frequency)) continue;
      const amplitude = Math.hypot(here.re[j] - there.re[j], here.im[j] - there.im[j]);
      if (found.frequency === null || amplitude > found.amplitude) found = { amplitude, frequency, target };
    }
  }
  return found;
}

/**
 * The direction along which inputs are read.
 *
 * @throws {RangeError} if it is absent for several inputs, or of another length
 */
export function directionOf(
  where: string,
  direction: ArrayLike<number> | undefined,
  inputs: number,
): ArrayLike<number> {
  if (direction === undefined && inputs > 1) {
    throw new RangeError(`${where}: rows of ${inputs} inputs need a direction, along which frequencies are`);
  }
  const along = direction ?? [1];
  if (along.length !== inputs) {
    throw new RangeError(`${where}: a direction of ${along.length} numbers for rows of ${inputs} inputs`);
  }
  return along;
}

/** Frequencies that the points resolve. */
function resolved(where: string, points: Float64Array): Float64Array {
  const span = largest(points) - smallest(points);
  if (!(span > 0)) {
    throw new RangeError(
      `${where}: all test inputs are at ${points[0]} along the direction, so no frequency is`,
    );
  }
  return angularGrid(Math.min(points.length, 2 * MOST), span);
}

function inBand(where: string, { from, to }: Band): (frequency: number) => boolean {
  if (!(from <= to)) throw new RangeError(`${where}: a band needs from ≤ to, got [${from}, ${to}]`);
  return (frequency) => frequency >= from && frequency <= to;
}

/** Above 0 and below the frequency at which any of the spectra is largest. */
function belowStrongest(
  spectra: readonly ComplexArray[],
  frequencies: ArrayLike<number>,
): (frequency: number) => boolean {
  let most = -1, strongest = 0;
  for (const { re, im } of spectra) {
    for (let j = 0; j < frequencies.length; j++) {
      const amplitude = Math.hypot(re[j], im[j]);
      if (frequencies[j] > 0 && amplitude > most) [most, strongest] = [amplitude, frequencies[j]];
    }
  }
  return (frequency) => frequency > 0 && frequency < strongest;
}
