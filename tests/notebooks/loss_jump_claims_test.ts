import { assert, assertAlmostEquals, assertEquals, assertLess, assertThrows } from "@std/assert";
import type { Claim } from "../../lib/claims/mod.ts";
import type { Figure } from "../../lib/figure/mod.ts";
import {
  extensionClaims,
  type ExtensionRuns,
  meanFrequency,
  riseAtTenth,
} from "../../notebooks/04_loss_jump/claims_of_extensions.ts";
import {
  orderRank,
  orderStep,
  paperClaims,
  type PaperRuns,
} from "../../notebooks/04_loss_jump/claims_of_paper.ts";
import type { CureName, CureRun } from "../../notebooks/04_loss_jump/cures.ts";
import * as equationFigures from "../../notebooks/04_loss_jump/equation_figures.ts";
import type { EquationName, EquationRun } from "../../notebooks/04_loss_jump/equations.ts";
import * as extensionFigures from "../../notebooks/04_loss_jump/extension_figures.ts";
import * as frequencyFigures from "../../notebooks/04_loss_jump/frequency_figures.ts";
import type { LineRun } from "../../notebooks/04_loss_jump/line_training.ts";
import {
  effectiveFrequencies,
  greatestRise,
  indexAtShare,
  jump,
  peakIndex,
  recovery,
  sineAmplitudes,
  spectrumAt,
} from "../../notebooks/04_loss_jump/measures.ts";
import type { RateCurves } from "../../notebooks/04_loss_jump/mode_rates.ts";
import type { MethodPath, OptimiserRun } from "../../notebooks/04_loss_jump/optimisers.ts";
import { plateaus } from "../../notebooks/04_loss_jump/plateaus.ts";
import type { ReverseRun } from "../../notebooks/04_loss_jump/reverse_switch.ts";
import * as switchFigures from "../../notebooks/04_loss_jump/switch_figures.ts";
import type { Continuation, SwitchRun } from "../../notebooks/04_loss_jump/switch_training.ts";
import { brief, count, range } from "../../lib/notebook/words.ts";

const STEPS = [0, 20, 200, 1000, 2000];

/** A made-up run whose data loss at the readings is `factors` times that at the switch. */
function lineRun(factors: readonly number[], changes: Partial<LineRun> = {}): LineRun {
  const low = [0, 3, 2, 1, 0.5, 0.4, 0.3, 0.2, 0.1, 0.1, 0.01];
  return {
    steps: STEPS,
    data: factors.map((factor) => 1e-5 * factor),
    residual: [30, 10, 3, 1, 0.5],
    boundary: [0, 0, 0, 0, 0],
    relative: factors.map((factor) => 1e-3 * Math.sqrt(factor)),
    lowShare: [0.01, 0.9, 0.95, 0.95, 0.9],
    spectrumSteps: STEPS,
    spectra: STEPS.map((_, i) => low.map((a) => 0.01 + a * (i === 0 ? 0.01 : 1) * (1 + (i % 2)))),
    sines: {
      steps: STEPS,
      ends: STEPS.map((): [number, number] => [0, 0]),
      amplitudes: STEPS.map(() => Array.from({ length: 10 }, (_, j) => 10 - j)),
    },
    gradients: { data: STEPS.map(() => 1), model: STEPS.map(() => 9), cosine: STEPS.map(() => 0.1) },
    shown: {
      steps: STEPS,
      x: [0, 1, 2],
      network: STEPS.map(() => [0, 1, 0]),
      residual: STEPS.map(() => [1, 2, 1]),
      exact: [0, 1, 0],
    },
    ...changes,
  };
}

const JUMPS = lineRun([1, 50, 5000, 900, 8]),
  STAYS = lineRun([1, 5, 0.97, 0.95, 0.9], {
    residual: [30, 30, 29.5, 29, 29],
  });
const FIT = lineRun([1e5, 100, 10, 2, 1]);

function switchRun(model = JUMPS, changes: Partial<Record<Continuation, LineRun>> = {}): SwitchRun {
  const after: SwitchRun["after"] = {};
  for (const name of ["model", "modelFast", "modelSlow", "weighted", "kept"] as const) after[name] = model;
  for (const name of ["data", "dataFast", "sobolev", "ritz", "blend"] as const) after[name] = STAYS;
  return { fit: FIT, after: { ...after, ...changes } };
}

const K = Array.from({ length: 21 }, (_, k) => k);
/** Rates with their hump at `best`. */
const rates = (sigma: number, order: number, best: number): RateCurves => {
  const rate = K.map((k) => Math.exp(-((k - best) ** 2) / 8));
  return { sigma, order, rate, cross: rate, theory: rate };
};
const RATES = [
  rates(1, 0, 0),
  rates(1, 1, 1),
  rates(1, 2, 2),
  rates(1, 3, 3),
  rates(1, 4, 4),
  rates(3, 0, 0),
  {
    ...rates(3, 2, 6),
    rate: K.map((k) => Math.exp(-((k - 6) ** 2) / 80)),
  },
];

const equationRun = (model: LineRun): EquationRun => ({
  fit: { ...FIT, conditions: [] },
  model: { ...model, conditions: [] },
  control: { ...STAYS, conditions: [] },
  shown: { steps: [0, 20], network: [Array(20).fill(0.5), Array(20).fill(0.7)], exact: Array(20).fill(0.5) },
});
const equations = (model = JUMPS): Record<EquationName, EquationRun> => ({
  burgers: equationRun(model),
  heat: equationRun(model),
  diffusion: equationRun(model),
  wave: equationRun(model),
});

/** A run whose loss at step 1000 is in the window in which orders are read, with that order of amplitudes there. */
const orderRun = (share: number, amplitudes: number[]): LineRun => {
  const spectra = STEPS.map(() => [0, ...amplitudes]);
  const loss = [1, 0.9, 0.8, share, share / 10];
  const sines = {
    steps: STEPS,
    ends: STEPS.map((): [number, number] => [0, 0]),
    amplitudes: STEPS.map(() => amplitudes.flatMap((a) => [9, -a])),
  };
  return lineRun(loss, { residual: loss, spectra, sines });
};
const UP = [0.1, 0.2, 0.3, 0.4, 0.5], DOWN = [...UP].reverse();

const stairs = (levels: readonly number[]) => levels.flatMap((level) => Array(12).fill(level));
const randomRun = (levels: readonly number[]): LineRun => {
  const loss = stairs(levels), steps = loss.map((_, i) => 50 * i);
  return {
    steps,
    data: loss,
    residual: loss,
    boundary: loss.map(() => 0),
    relative: loss.map(() => 1),
    lowShare: loss.map(() => 1),
    spectrumSteps: steps,
    spectra: steps.map((step) => [0, step > 1500 ? 2 : 1]),
  };
};

/** These results in turn, for three seeds at least. */
const runs = <Result>(...results: Result[]) => {
  const seeds = Array.from({ length: Math.max(3, results.length) }, (_, i) => i);
  return { seeds, results: seeds.map((i) => results[i % results.length]), source: "stored, exact" as const };
};

const good = (): PaperRuns => ({
  profile: "full",
  switched: runs(switchRun(), switchRun(), switchRun()),
  paperWidth: runs(switchRun()),
  cubic: runs(switchRun()),
  rates: runs(RATES, RATES),
  rateFrequencies: K,
  order: runs({ data: orderRun(0.28, UP), model: orderRun(0.014, DOWN) }),
  randomStart: runs(randomRun([5, 4, 3, 2]), randomRun([5, 4, 3, 2])),
  equations: runs(equations(), equations()),
  fitted: 1e-4,
  highest: 10,
});

const verdictOf = (rows: readonly Claim[], id: string) => rows.find((row) => row.id === id)!.verdict;

Deno.test("runs that show everything reproduce all claims of the paper", () => {
  const rows = paperClaims(good());
  assertEquals(
    rows.filter(({ verdict }) => verdict !== "reproduced").map(({ id, value }) => [id, value]),
    [],
  );
  assertEquals([...new Set(rows.map(({ id }) => /\d+/.exec(id)![0]))].map(Number), [
    1,
    2,
    3,
    4,
    5,
    6,
    7,
    8,
    9,
    10,
  ]);
});

Deno.test("every claim of the paper fails on runs that do not show it", () => {
  const flat = lineRun([1, 15, 15, 15, 15], {
    residual: [30, 31, 31, 31, 32],
    lowShare: [0.1, 0.1, 0.1, 0.1, 0.1],
    spectra: STEPS.map(() => Array(11).fill(0.5)),
  });
  const wrong = switchRun(flat, { sobolev: JUMPS });
  const rows = paperClaims({
    ...good(),
    switched: runs({ ...wrong, after: { ...wrong.after, data: JUMPS } }, wrong),
    paperWidth: runs(wrong),
    cubic: runs(wrong),
    rates: runs(RATES.map((one) => ({ ...one, rate: K.map((k) => k + (one.order === 0 ? 1 : 0)) }))),
    order: runs({ data: orderRun(0.28, DOWN), model: orderRun(0.014, UP) }),
    randomStart: runs({ ...randomRun([5, 1]), spectra: randomRun([5, 1]).steps.map(() => [0, 1]) }),
    equations: runs(equations(flat)),
    fitted: 1e-6,
  });
  assertEquals(rows.filter(({ verdict }) => verdict === "reproduced").map(({ id }) => id), []);
});

Deno.test("one seed that does not jump makes C1 partly, as the interval still excludes the control", () => {
  const rows = paperClaims({
    ...good(),
    switched: runs(switchRun(), switchRun(lineRun([1, 50, 30, 900, 5]))),
  });
  assertEquals([verdictOf(rows, "C1"), verdictOf(rows, "C2b")], ["partly", "not reproduced"]);
});

Deno.test("the quick profile decides rows of C1–C4 and C8 only", () => {
  const rows = paperClaims({ ...good(), profile: "quick" });
  const decided = rows.filter(({ verdict }) => verdict !== "not decided at this profile").map(({ id }) => id);
  assertEquals(decided, ["C1b", "C2", "C3", "C4", "C4b", "C4c", "C8", "C8b", "C8c"]);
});

Deno.test("orders are read in the windows of the claim", () => {
  const { data, model } = good().order.results[0];
  assertEquals([orderStep(data, "data"), orderStep(model, "model")], [1000, 1000]);
  assertEquals([orderRank(data, "data", "fourier"), orderRank(model, "model", "sine")], [1, -1]);
});

Deno.test("plateaus: long, level, lower than the one before, and after a fast fall", () => {
  const steps = (values: readonly number[]) => values.map((_, i) => 50 * i);
  const counted = (values: readonly number[]) => plateaus(steps(values), values).length;
  assertEquals(counted(stairs([100, 80, 60])), 3);
  assertEquals(plateaus(steps(stairs([100, 80])), stairs([100, 80])), [
    { from: 0, to: 550, level: 100 },
    { from: 600, to: 1150, level: 80 },
  ]);
  assertEquals(counted(Array(8).fill(100)), 0, "350 steps are too short");
  assertEquals(counted(stairs([100, 97])), 1, "a fall of 3 % does not separate");
  assertEquals(counted(stairs([100, 120])), 1, "a rise does not separate");
  // 8 % in 1000 steps: never 5 % within 500.
  const ramp = Array.from({ length: 20 }, (_, i) => 100 - 8 * (i + 1) / 20);
  assertEquals(counted([...stairs([100]), ...ramp, ...stairs([92])]), 1, "a slow fall does not separate");
  assertEquals(counted(Array.from({ length: 60 }, (_, i) => 100 * 0.97 ** i)), 0, "a steady fall has none");
  assertThrows(() => plateaus([0, 1], [1]), RangeError, "1 values for 2 steps");
});

Deno.test("measures read the made-up runs", () => {
  assertAlmostEquals(jump(JUMPS), 5000, 1e-9);
  assertEquals([JUMPS.steps[peakIndex(JUMPS)], recovery(JUMPS), recovery(lineRun([1, 50, 60, 70, 80]))], [
    200,
    2000,
    null,
  ]);
  assertLess(effectiveFrequencies(JUMPS)[2], effectiveFrequencies(JUMPS)[0] / 5);
  assertEquals(indexAtShare([100, 50, 20, 2, 1], 0.014), 4);
  assertEquals([greatestRise([3, 2, 1]), greatestRise([3, 1, 2, 0, 5, 4])], [0, 5]);
  assertEquals(sineAmplitudes(JUMPS, 200), [9, 7, 5, 3, 1]);
  assertThrows(() => spectrumAt(JUMPS, 7), RangeError, "step 7: nothing was read");
  assertAlmostEquals(meanFrequency([1, 2, 1]), 1, 1e-12);
});

Deno.test("numbers in sentences", () => {
  assertEquals([0, 0.0352, 14321, 2.31e-5, 3e7].map((value) => brief(value)), [
    "0",
    "0.035",
    "14,000",
    "2.3·10⁻⁵",
    "3.0·10⁷",
  ]);
  assertEquals([range([1, 20]), range([2, 2.001]), range([-0.2, 0.1])], ["1–20", "2", "-0.2 to 0.1"]);
  assertEquals(count([1, 2, 3], (value) => value > 1), "2 of 3");
});

const path = (factor: number): MethodPath => ({
  steps: [0, 1, 2],
  data: [1, factor, 1],
  model: [10, 1, 0.1],
});
const optimiserRun = (factor: number): OptimiserRun => ({
  curvature: 1e5,
  paths: { adam: path(factor), descent: path(factor), "l-bfgs": path(factor), "gauss-newton": path(factor) },
});
const CURE_NAMES = Object.keys(extensionFigures.CURES) as CureName[];
const cureRun = (cured: LineRun): CureRun =>
  Object.fromEntries(CURE_NAMES.map((name) => [name, name === "none" ? JUMPS : cured])) as CureRun;
const layerRun = (scale: number, best: number) => ({
  scale,
  rates: { data: rates(1, 0, 0).rate, model: rates(1, 2, best).rate },
  fit: FIT,
  model: JUMPS,
  control: STAYS,
});
const reverseRun = (back: LineRun, jumps: readonly number[]): ReverseRun => ({
  toData: back,
  stayModel: STAYS,
  fits: [{ steps: 10, model: JUMPS }, { steps: 20, model: JUMPS }],
  ripples: jumps.map((factor, i) => ({
    frequency: i + 1,
    model: lineRun([1, 2, factor, 1, 1]),
    data: lineRun([1, 1, 0.5, 0.1, 0.1]),
  })),
});
const operatorRun = (factors: readonly number[]) =>
  factors.map((factor, order) => ({ order, run: lineRun([1, 2, factor, 1, 1]) }));

const goodExtensions = (): ExtensionRuns => ({
  profile: "full",
  orders: runs(operatorRun([1, 2, 300, 4000, 50_000])),
  rates: runs(RATES),
  rateFrequencies: K,
  cures: runs(cureRun(STAYS)),
  optimisers: runs(optimiserRun(500)),
  firstLayer: runs([layerRun(1, 1), layerRun(8, 8)]),
  reverse: runs(reverseRun(STAYS, [0.1, 3, 900])),
});

Deno.test("extensions: every row can hold and can fail", () => {
  const rows = extensionClaims(goodExtensions());
  assertEquals(
    rows.filter(({ verdict }) => verdict !== "reproduced").map(({ id, value }) => [id, value]),
    [],
  );
  const wrong = extensionClaims({
    ...goodExtensions(),
    orders: runs(operatorRun([1, 5000, 300, 40, 5])),
    rates: runs([rates(1, 0, 0), rates(1, 1, 9), rates(1, 2, 2)]),
    cures: runs(cureRun(JUMPS)),
    optimisers: runs(optimiserRun(2)),
    firstLayer: runs([layerRun(1, 8), { ...layerRun(8, 8), model: STAYS }]),
    reverse: runs(reverseRun(JUMPS, [900, 3, 0.1])),
  });
  assertEquals(wrong.filter(({ verdict }) => verdict === "reproduced").map(({ id }) => id), []);
  const quick = extensionClaims({ ...goodExtensions(), profile: "quick" });
  assert(quick.every(({ verdict }) => verdict === "not decided at this profile"));
  assertEquals(riseAtTenth(path(500)), 500);
});

Deno.test("every figure has a title and named axes", () => {
  const switches = [switchRun(), switchRun()], { order, randomStart } = good();
  const solved = [equations(), equations()], names = Object.keys(equationFigures.EQUATIONS) as EquationName[];
  const methods = { adam: "Adam", descent: "descent", "l-bfgs": "L-BFGS", "gauss-newton": "Gauss–Newton" };
  const all: Figure[] = [
    switchFigures.twoErrors(),
    switchFigures.lossesThroughSwitch(switches),
    switchFigures.firstSteps(switches),
    switchFigures.solutionSlider("Output", JUMPS, [0, 20, 2000], "step"),
    switchFigures.spectrumSlider(JUMPS, STEPS, [0, 200, 2000]),
    switchFigures.spectrumMap(FIT, JUMPS),
    switchFigures.frequencyAndGradients(switches),
    switchFigures.jumpsByLoss(switches),
    switchFigures.recoveryByRate(switches),
    switchFigures.otherNetworks([["a", switches], ["b", switches]]),
    equationFigures.equationLosses(solved, names),
    equationFigures.equationJumps(solved, names),
    equationFigures.equationSlider("burgers", equationRun(JUMPS), [5, 4]),
    frequencyFigures.frequencyOrders(order.results, [1, 2, 3, 4, 5], { data: 20, model: 200 }),
    frequencyFigures.modeRateSlider([RATES], K, [1, 3]),
    frequencyFigures.staircase(randomStart.results, [0, 1]),
    extensionFigures.orderSweep([operatorRun([1, 2, 3, 4, 5])], [RATES], K),
    extensionFigures.curesCompared([cureRun(STAYS)]),
    extensionFigures.optimiserPaths([optimiserRun(5), optimiserRun(6)], methods),
    extensionFigures.firstLayerSlider([[layerRun(1, 1), layerRun(8, 8)]], K),
    extensionFigures.reverseAndStates([reverseRun(STAYS, [1, 2, 3])]),
  ];
  for (const { parts: { title, alt, interactive } } of all) {
    assert(title.length > 10 || title === "Output", title);
    assert(!/axis: ;|axis: \./.test(alt), alt);
    assert(interactive.data.length > 0, title);
  }
});
