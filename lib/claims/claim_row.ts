import type { RunsSource } from "../experiments/provenance/states.ts";
import type {
  Claim,
  ClaimCause,
  ClaimChange,
  ClaimControl,
  ClaimRule,
  ClaimSource,
  ResultsState,
  Verdict,
} from "./claim.ts";
import { checkClaim } from "./check_claim.ts";
import { seedInterval } from "./interval.ts";
import { checkRule, decidingValue, statisticOf } from "./rule.ts";
import { verdict } from "./verdict.ts";

/** A control as measured: its deciding value and interval are computed. */
export interface ControlMeasurement {
  /** What was changed, in words. */
  readonly what: string;
  /** The quantity of the claim, measured on the control, one entry per seed. */
  readonly perSeed: readonly number[];
  /** What the control must do if the effect is absent. */
  readonly rule: ClaimRule;
}

/** Input of `claimRow`: a row without the numbers that follow from others. */
export interface ClaimMeasurement
  extends Pick<Claim, "id" | "claim" | "quantity" | "seeds" | "perSeed" | "rule"> {
  /** Where the runs come from, as given by `runs` of `lib/experiments`. */
  readonly source: RunsSource;
  /** Control, or `null` with a note that says why there is none; a row without a rule needs neither. */
  readonly control: ControlMeasurement | null;
  /** What the paper reports; `null` if omitted. */
  readonly paperValue?: number | string | null;
  /** Remark shown under the table. */
  readonly note?: string;
  /** Why a claim of the paper is not reproduced, or not separated; kept only in that case. */
  readonly because?: ClaimCause;
  /** What was changed after a run was seen; nothing if omitted. */
  readonly changed?: readonly ClaimChange[];
  /** `false` if this profile does not decide the claim; then no numbers are shown. `true` if omitted. */
  readonly decided?: boolean;
}

/**
 * Makes a row of a claims table: computes the deciding value, the interval over seeds and the verdict.
 *
 * With `decided: false` the row keeps its texts and its rule but omits every number, so that nobody reads a decision
 * into a run that was not made to decide.
 *
 * @param measurement texts, per-seed numbers, rule and control of the claim
 * @returns the row, as it appears in the output of a notebook
 * @throws {TypeError} if a text is empty, or the control or the reason for few seeds is missing without a note
 * @throws {RangeError} for numbers that are not finite, seeds that repeat or are not integers, lists of unequal
 * length, a decided claim without seeds, or a rule that cannot be read
 *
 * @example A rise of test loss in each of three seeds, absent in the control
 * ```ts
 * const row = claimRow({
 *   id: "C1",
 *   claim: "Sparse non-uniform sampling makes test loss rise first",
 *   quantity: "largest early test loss over its first value",
 *   seeds: [0, 1, 2],
 *   perSeed: [1.13, 1.12, 1.1],
 *   rule: { op: ">=", threshold: 1.05, atLeast: "every seed" },
 *   control: {
 *     what: "uniform points",
 *     perSeed: [1, 1, 1],
 *     rule: { op: "<=", threshold: 1.01, atLeast: "every seed" },
 *   },
 *   source: "live",
 * });
 * if (row.value !== 1.1 || row.verdict !== "reproduced") throw new Error(row.verdict);
 * ```
 */
export function claimRow(measurement: ClaimMeasurement): Claim {
  const { id, claim, quantity, rule, source } = measurement;
  const decided = measurement.decided ?? true;
  if (rule) checkRule(rule, `claim ${id}`);
  if (decided && measurement.perSeed.length === 0) {
    throw new RangeError(
      `Cannot decide claim ${id}: perSeed is empty; give one number per seed, or set decided: false`,
    );
  }
  const row = {
    id,
    claim,
    quantity,
    seeds: decided ? [...measurement.seeds] : [],
    perSeed: decided ? [...measurement.perSeed] : [],
    ...(decided ? summarise(measurement.perSeed, rule) : { value: null, low: null, high: null }),
    statistic: decided ? statisticOf(rule, measurement.perSeed.length) : "",
    rule: rule && { ...rule },
    control: decided && measurement.control ? measuredControl(id, measurement.control) : null,
    paperValue: measurement.paperValue ?? null,
    ...sourceAndState(source),
    note: measurement.note ?? "",
  };
  const found = verdict(row);
  const complete: Claim = {
    ...row,
    verdict: found,
    because: FAILED.has(found) ? measurement.because ?? null : null,
    changed: measurement.changed ?? [],
  };
  checkClaim(complete);
  if (decided) MEASUREMENTS.set(complete, measurement);
  return complete;
}

/** Verdicts of a paper's claim that need a reason. */
const FAILED: ReadonlySet<Verdict> = new Set(["not reproduced", "not separated"]);

/** Measurements behind decided rows. */
const MEASUREMENTS = new WeakMap<Claim, ClaimMeasurement>();

/**
 * The verdict that each single seed of a row would give: its own value with the control's value of the same seed, or
 * with the whole control if that has other seeds.
 *
 * @param row a row that `claimRow` made in this process
 * @returns one verdict per seed; `undefined` for another row, or one that is not decided
 */
export function singleSeedVerdicts(row: Claim): Verdict[] | undefined {
  const measurement = MEASUREMENTS.get(row);
  return measurement?.perSeed.map((value, i) => {
    const { id, rule, control, perSeed } = measurement;
    const paired = control && control.perSeed.length === perSeed.length
      ? [control.perSeed[i]]
      : control?.perSeed;
    return verdict({
      id,
      rule,
      perSeed: [value],
      ...summarise([value], rule),
      control: control && paired ? measuredControl(id, { ...control, perSeed: paired }) : null,
    });
  });
}

/** The two parts of a text such as "stored, verified"; `checkClaim` rejects other words. */
function sourceAndState(text: ClaimMeasurement["source"]): Pick<Claim, "source" | "state"> {
  const [source, state = null] = text.split(", ") as [ClaimSource, ResultsState?];
  return { source, state };
}

function measuredControl(id: string, { what, perSeed, rule }: ControlMeasurement): ClaimControl {
  checkRule(rule, `control of claim ${id}`);
  const wrong = perSeed.find((value) => !Number.isFinite(value));
  if (perSeed.length === 0 || wrong !== undefined) {
    const found = perSeed.length === 0 ? "perSeed is empty" : `perSeed holds ${wrong}`;
    throw new RangeError(
      `Cannot decide control of claim ${id}: ${found}, at least one finite number is needed`,
    );
  }
  return { what, ...summarise(perSeed, rule), rule: { ...rule } };
}

function summarise(
  perSeed: readonly number[],
  rule: ClaimRule | null,
): { value: number; low: number; high: number } {
  const [low, high] = seedInterval(perSeed, rule?.atLeast ?? null);
  return { value: decidingValue(perSeed, rule), low, high };
}
