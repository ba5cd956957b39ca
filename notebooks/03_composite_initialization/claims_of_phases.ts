/** Claims that the grids decide: C1 and C2 at width 128, C9, C10; undecided while cells are missing. */
import { type Claim, claimRow, type ClaimRule, type ControlMeasurement } from "../../lib/claims/mod.ts";
import type { CaseRuns, RunsSource } from "../../lib/experiments/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { bootstrapInterval, mean } from "../../lib/stats/mod.ts";
import type { PhaseCell, PhaseSettings } from "./phase_cell.ts";
import { type PhaseRun, type Reading, READINGS } from "./phase_groups.ts";
import { DIAGRAM, matchedGamma } from "./phase_search.ts";
import { brief, range } from "../../lib/notebook/words.ts";

type PhaseGrid = CaseRuns<PhaseSettings, PhaseCell>;

/** What decides the rows. */
export interface GridsOfClaims {
  search: PhaseGrid;
  rateDecay: PhaseGrid;
}

/** Seeds of a setting, ascending, and how many of its cells are missing. */
interface Chosen {
  runs: PhaseRun[];
  missing: number;
  source: RunsSource;
}

type Condition = (settings: PhaseSettings) => boolean;

const onAverage = (op: ClaimRule["op"], threshold: number): ClaimRule => ({ op, threshold, atLeast: "mean" });

function chosen(grid: PhaseGrid, holds: Condition): Chosen {
  const runs = grid.stored.filter(({ settings }) => holds(settings)).sort((a, b) => a.seed - b.seed);
  const missing = grid.missing.filter(({ settings }) => holds(settings)).length;
  return { runs, missing, source: grid.source };
}

const values = ({ runs }: Chosen, reading: Reading) => runs.map(READINGS[reading]);

interface Row {
  id: string;
  claim: string;
  quantity: string;
  rule: ClaimRule;
  paperValue?: number | string;
  note?: string;
  /** Cells that decide it. */
  of: Chosen;
  read: (of: Chosen) => number[];
  /** `read`: in place of the claim's own, e.g. the same quantity before training. */
  control: { what: string; of: Chosen; rule: ClaimRule; read?: (of: Chosen) => number[] };
}

/** A row, decided where neither its cells nor those of its control are missing. */
function row({ of, read, control, ...words }: Row): Claim {
  const missing = of.missing + (control.of === of ? 0 : control.of.missing),
    decided = missing === 0 && of.runs.length > 1;
  const measured: ControlMeasurement | null = decided
    ? { what: control.what, perSeed: (control.read ?? read)(control.of), rule: control.rule }
    : null;
  const partial = of.runs.length > 0 ? `; so far ${range(read(of))}` : "";
  return claimRow({
    ...words,
    seeds: decided ? of.runs.map(({ seed }) => seed) : [],
    perSeed: decided ? read(of) : [],
    control: measured,
    source: of.source,
    decided,
    note: [
      words.note ?? "",
      decided ? "" : `${missing} of its cells are not computed yet${partial}`,
    ].filter((text) => text !== "").join("; "),
  });
}

/** C1 and C2 at width 128: the paper's standard deviations for its γ = 0.3 and 0.8. */
function matchedClaims({ search }: GridsOfClaims): Claim[] {
  const at = (paperGamma: number) =>
    chosen(
      search,
      ({ variant, width, layers, gamma, weightDecay }) =>
        variant === "W" && width === 128 && layers === 2 && weightDecay === 0.01 &&
        gamma === matchedGamma(paperGamma, 128),
    );
  const large = at(0.3), small = at(0.8);
  const rows: [string, string, Reading, ClaimRule, ClaimRule, boolean][] = [
    [
      "C1w",
      "Width 128: a large start gives the mirrored answer",
      "symmetric",
      onAverage(">=", 0.8),
      onAverage("<=", 0.1),
      true,
    ],
    ["C1x", "… and not the composed one", "inferential", onAverage("<=", 0.1), onAverage(">", 0.1), true],
    [
      "C1y",
      "… at a network that has learnt its data",
      "seen",
      onAverage(">=", 0.95),
      onAverage("<", 0.95),
      true,
    ],
    [
      "C2w",
      "Width 128: a small start gives the composed answer",
      "inferential",
      onAverage(">=", 0.8),
      onAverage("<=", 0.1),
      false,
    ],
    ["C2x", "… and not the mirrored one", "symmetric", onAverage("<=", 0.1), onAverage(">", 0.1), false],
    [
      "C2y",
      "… at a network that has learnt its data",
      "seen",
      onAverage(">=", 0.95),
      onAverage("<", 0.95),
      false,
    ],
  ];
  const quantities = {
    symmetric: "share of (4, 3) answered with −6",
    inferential: "share of (4, 3) answered with −10",
    seen: "accuracy on seen pairs with held-back keys",
    train: "accuracy on training sentences",
  };
  return rows.map(([id, claim, reading, rule, opposite, isLarge]) =>
    row({
      id,
      claim,
      quantity: `${quantities[reading]}, task W, std of the paper's γ = ${isLarge ? 0.3 : 0.8}`,
      rule,
      paperValue: reading === "inferential" === isLarge ? "about 0" : "about 1",
      of: isLarge ? large : small,
      read: (of) => values(of, reading),
      control: reading === "seen"
        ? { what: "before training", of: isLarge ? large : small, rule: opposite, read: untrained("seen") }
        : {
          what: isLarge ? "small start" : "large start",
          of: isLarge ? small : large,
          rule: opposite,
        },
    })
  );
}

const untrained = (reading: "seen" | "train") => ({ runs }: Chosen) =>
  runs.map(({ result }) => result.curves[reading][0]);

/** A cell group of the diagram at width 64, task W. */
function inDiagram(search: PhaseGrid, gamma: number, depth: number): Chosen {
  return chosen(
    search,
    (settings) =>
      settings.variant === "W" && settings.width === 64 && settings.layers === depth &&
      settings.gamma === gamma,
  );
}

/** C2 in the diagram at width 64: two layers from its smallest start. */
function diagramClaims({ search }: GridsOfClaims): Claim[] {
  const small = inDiagram(search, 1, 2), control = { what: "γ = 0.3", of: inDiagram(search, 0.3, 2) };
  const groups = DIAGRAM.layers.flatMap((depth) =>
    DIAGRAM.gammas.map((gamma) => ({ depth, gamma, of: inDiagram(search, gamma, depth) }))
  ).filter(({ of }) => of.runs.length > 0 && of.missing === 0);
  const best = groups.map((group) => ({ ...group, share: mean(values(group.of, "inferential")) }))
    .sort((a, b) => b.share - a.share)[0];
  const note = best
    ? `largest mean share of −10 in the diagram: ${
      brief(best.share)
    } at depth ${best.depth}, γ = ${best.gamma}`
    : "";
  return [
    row({
      id: "C2",
      claim: "A small start gives the composed answer although the mirrored rule is taught",
      quantity: "share of (4, 3) answered with −10, task W, width 64, depth 2, γ = 1",
      rule: onAverage(">=", 0.8),
      paperValue: "about 1",
      of: small,
      read: (of) => values(of, "inferential"),
      control: { ...control, rule: onAverage("<=", 0.1) },
      note,
    }),
    row({
      id: "C2b",
      claim: "… and not the mirrored one",
      quantity: "share of (4, 3) answered with −6, the same networks",
      rule: onAverage("<=", 0.1),
      paperValue: "about 0",
      of: small,
      read: (of) => values(of, "symmetric"),
      control: { ...control, rule: onAverage(">", 0.1) },
      note: small.runs.length > 0 ? `accuracy on seen pairs ${range(values(small, "seen"))}` : "",
    }),
  ];
}

/** C10: a very large start memorises points in the deeper net, in the diagram at width 64. */
function depthClaims({ search }: GridsOfClaims): Claim[] {
  const deep = inDiagram(search, 0.3, 3),
    control = { what: "γ = 0.8, depth 3", of: inDiagram(search, 0.8, 3) };
  return [
    row({
      id: "C10",
      claim: "A very large start memorises: keys at held-back positions are not answered",
      quantity: "accuracy on seen pairs with held-back keys, task W, width 64, γ = 0.3, depth 3",
      rule: onAverage("<", 0.9),
      paperValue: "shaded zone",
      of: deep,
      read: (of) => values(of, "seen"),
      control: { ...control, rule: onAverage(">=", 0.9) },
      note: "depth 3 and γ = 0.3 are the deepest net and the largest start of the diagram",
    }),
    row({
      id: "C10b",
      claim: "… although its training sentences are",
      quantity: "accuracy on training sentences, the same networks",
      rule: onAverage(">=", 0.99),
      paperValue: "shaded zone",
      of: deep,
      read: (of) => values(of, "train"),
      control: { what: "before training", of: deep, rule: onAverage("<", 0.99), read: untrained("train") },
    }),
  ];
}

/** The two settings of E9. */
export type Way = "weightDecay" | "learningRate";

const LOGARITHMS: Record<Way, (settings: PhaseSettings) => number> = {
  weightDecay: ({ weightDecay }) => Math.log10(weightDecay),
  learningRate: ({ rate }) => Math.log10(rate.peak),
};

/** Slope of y on x beside a second regressor, by least squares; 0 where they do not vary apart, as in few resamples. */
export function partialSlope(x: readonly number[], beside: readonly number[], y: readonly number[]): number {
  const covariance = (a: readonly number[], b: readonly number[]) => {
    const atA = mean(a), atB = mean(b);
    return a.reduce((sum, value, i) => sum + (value - atA) * (b[i] - atB), 0);
  };
  const xx = covariance(x, x), bb = covariance(beside, beside), xb = covariance(x, beside);
  const determinant = xx * bb - xb * xb;
  return determinant <= 1e-12 * xx * bb || xx * bb === 0
    ? 0
    : (bb * covariance(x, y) - xb * covariance(beside, y)) / determinant;
}

/** Resamples of C9's intervals are drawn by it. */
const BOOTSTRAP_SEED = 9;

/** Bootstrap 90 % interval, cells resampled, of the slope of composed answers per decade of one of the settings. */
export function slopeInterval(
  runs: readonly PhaseRun[],
  way: Way,
): { value: number; low: number; high: number } {
  const other: Way = way === "weightDecay" ? "learningRate" : "weightDecay",
    y = runs.map(READINGS.inferential);
  const x = runs.map(({ settings }) => LOGARITHMS[way](settings));
  const beside = runs.map(({ settings }) => LOGARITHMS[other](settings));
  return bootstrapInterval(
    x.map((_, i) => i),
    (rows) => {
      const of = (values: readonly number[]) => Array.from(rows, (i) => values[i]);
      return partialSlope(of(x), of(beside), of(y));
    },
    { generator: generator(BOOTSTRAP_SEED, "slopes"), coverage: 0.9 },
  );
}

/** C9: the lower end of each seed's interval decides, so that the interval has to leave out 0. */
function rateDecayClaims({ rateDecay }: GridsOfClaims): Claim[] {
  const all = chosen(rateDecay, () => true), seeds = [...new Set(all.runs.map(({ seed }) => seed))];
  const decided = all.missing === 0 && seeds.length > 1;
  const ways: [string, string, Way][] = [
    ["C9", "weight decay", "weightDecay"],
    ["C9b", "learning rate", "learningRate"],
  ];
  return ways.map(([id, name, of]) => {
    const whole = decided ? slopeInterval(all.runs, of) : null;
    return claimRow({
      id,
      claim: `A larger ${name} helps composing at one γ`,
      quantity:
        `lower end of the 90 % interval of the slope of the share of −10 per decade of ${name}, task U`,
      seeds: decided ? seeds : [],
      perSeed: decided
        ? seeds.map((seed) => slopeInterval(all.runs.filter((run) => run.seed === seed), of).low)
        : [],
      rule: onAverage(">", 0),
      control: null,
      paperValue: "figure",
      source: rateDecay.source,
      decided,
      note: whole
        ? `all cells: slope ${brief(whole.value)}, interval ${brief(whole.low)} to ${brief(whole.high)}; ` +
          "a slope over the grid has no control but the slope 0"
        : `${all.missing} of its cells are not computed yet`,
    });
  });
}

/** All rows that the grids decide. */
export function phaseClaims(grids: GridsOfClaims): Claim[] {
  return [...diagramClaims(grids), ...matchedClaims(grids), ...rateDecayClaims(grids), ...depthClaims(grids)];
}
