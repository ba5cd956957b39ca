/** Rows that the grids decide: C1 and C2 at width 128, C2 and C10 in the diagram at width 64, C9. */
import {
  type Claim,
  type ClaimOf,
  type ClaimRule,
  type ClaimRuns,
  claims,
  onMean,
} from "../../lib/claims/mod.ts";
import type { CaseRuns } from "../../lib/experiments/mod.ts";
import * as because from "./causes.ts";
import type { PhaseCell, PhaseSettings } from "./phase_cell.ts";
import { type PhaseRun, type Reading, READINGS } from "./phase_groups.ts";
import { matchedGamma } from "./phase_search.ts";
import { slopeInterval, type Way } from "./slopes.ts";

/** Stored cells of a grid. */
export type PhaseGrid = CaseRuns<PhaseSettings, PhaseCell>;

/** Cells of one setting, by seed, and how many of them are missing. */
interface Cells extends ClaimRuns<PhaseRun> {
  missing: number;
}

function cellsWith(grid: PhaseGrid, holds: (settings: PhaseSettings) => boolean): Cells {
  const results = grid.stored.filter(({ settings }) => holds(settings)).sort((a, b) => a.seed - b.seed);
  const missing = grid.missing.filter(({ settings }) => holds(settings)).length;
  return { results, seeds: results.map(({ seed }) => seed), source: grid.source, missing };
}

/** Rows of some cells and those of their controls; while cells are missing, the rows are undecided and say so. */
function rowsOf(cells: Cells, others: Cells, rows: readonly ClaimOf<PhaseRun>[]): Claim[] {
  const missing = cells.missing + others.missing;
  if (missing === 0 && cells.results.length > 1) return claims(cells, rows);
  const note = `${missing} of its cells are not computed yet`;
  return claims({ ...cells, seeds: [], results: [] }, rows.map((row) => ({ ...row, note })));
}

/** A reading, and the same reading of control cells that must not show the effect. */
const beside = (reading: Reading, rule: ClaimRule, what: string, others: Cells, otherRule: ClaimRule) => ({
  measure: READINGS[reading],
  rule,
  control: { what, perSeed: others.results.map(READINGS[reading]), rule: otherRule },
});

/** An accuracy, and that of the untrained network. */
const learnt = (reading: "seen" | "train", least: number) => ({
  measure: READINGS[reading],
  rule: onMean(">=", least),
  control: {
    what: "before training",
    measure: ({ result: { curves } }: PhaseRun) => curves[reading][0],
    rule: onMean("<", least),
  },
});

/** C1 and C2 at width 128: the paper's standard deviations for its γ = 0.3 and 0.8. */
function matchedClaims(search: PhaseGrid): Claim[] {
  const at = (paperGamma: number) =>
    cellsWith(search, ({ variant, width, layers, gamma, weightDecay }) => {
      const isPaper = layers === 2 && weightDecay === 0.01 && gamma === matchedGamma(paperGamma, 128);
      return variant === "W" && width === 128 && isPaper;
    });
  const large = at(0.3), small = at(0.8), rate = "task W, std of the paper's γ =";
  return [
    ...rowsOf(large, small, [
      {
        id: "C1w",
        claim: "Width 128: a large start gives the mirrored answer",
        quantity: `share of (4, 3) answered with −6, ${rate} 0.3`,
        ...beside("symmetric", onMean(">=", 0.8), "small start", small, onMean("<=", 0.1)),
        paperValue: "about 1",
        because: because.SISTER_CONTROL,
      },
      {
        id: "C1x",
        claim: "… and not the composed one",
        quantity: `share of (4, 3) answered with −10, ${rate} 0.3`,
        ...beside("inferential", onMean("<=", 0.1), "small start", small, onMean(">", 0.1)),
        paperValue: "about 0",
      },
      {
        id: "C1y",
        claim: "… at a network that has learnt its data",
        quantity: `accuracy on seen pairs with held-back keys, ${rate} 0.3`,
        ...learnt("seen", 0.95),
        paperValue: "about 1",
      },
    ]),
    ...rowsOf(small, large, [
      {
        id: "C2w",
        claim: "Width 128: a small start gives the composed answer",
        quantity: `share of (4, 3) answered with −10, ${rate} 0.8`,
        ...beside("inferential", onMean(">=", 0.8), "large start", large, onMean("<=", 0.1)),
        paperValue: "about 1",
        because: because.COMPOSED_PHASE,
      },
      {
        id: "C2x",
        claim: "… and not the mirrored one",
        quantity: `share of (4, 3) answered with −6, ${rate} 0.8`,
        ...beside("symmetric", onMean("<=", 0.1), "large start", large, onMean(">", 0.1)),
        paperValue: "about 0",
        because: because.COMPOSED_PHASE,
      },
      {
        id: "C2y",
        claim: "… at a network that has learnt its data",
        quantity: `accuracy on seen pairs with held-back keys, ${rate} 0.8`,
        ...learnt("seen", 0.95),
        paperValue: "about 0",
        note: "the paper's value must read about 1: its networks know their data",
      },
    ]),
  ];
}

/** C2 and C10 in the diagram at width 64, task W. */
function diagramClaims(search: PhaseGrid): Claim[] {
  const at = (rate: number, depth: number) =>
    cellsWith(
      search,
      ({ variant, width, layers, gamma }) =>
        variant === "W" && width === 64 && layers === depth && gamma === rate,
    );
  const small = at(1, 2), large = at(0.3, 2), deep = at(0.3, 3), deepSmall = at(0.8, 3);
  return [
    ...rowsOf(small, large, [
      {
        id: "C2",
        claim: "A small start gives the composed answer although the mirrored rule is taught",
        quantity: "share of (4, 3) answered with −10, task W, width 64, depth 2, γ = 1",
        ...beside("inferential", onMean(">=", 0.8), "γ = 0.3", large, onMean("<=", 0.1)),
        paperValue: "about 1",
        because: because.COMPOSED_PHASE,
      },
      {
        id: "C2b",
        claim: "… and not the mirrored one",
        quantity: "share of (4, 3) answered with −6, the same networks",
        ...beside("symmetric", onMean("<=", 0.1), "γ = 0.3", large, onMean(">", 0.1)),
        paperValue: "about 0",
        because: because.COMPOSED_PHASE,
      },
    ]),
    ...rowsOf(deep, deepSmall, [
      {
        id: "C10",
        claim: "A very large start memorises: keys at held-back positions are not answered",
        quantity: "accuracy on seen pairs with held-back keys, task W, width 64, γ = 0.3, depth 3",
        ...beside("seen", onMean("<", 0.9), "γ = 0.8, depth 3", deepSmall, onMean(">=", 0.9)),
        paperValue: "shaded zone",
        because: because.SHALLOW,
        note: "depth 3 and γ = 0.3 are the deepest net and the largest start of the diagram",
      },
      {
        id: "C10b",
        claim: "… although its training sentences are",
        quantity: "accuracy on training sentences, the same networks",
        ...learnt("train", 0.99),
        paperValue: "shaded zone",
      },
    ]),
  ];
}

/** C9: the lower end of each seed's interval decides, so the interval has to exclude 0. */
function rateDecayClaims({ stored, missing, source }: PhaseGrid): Claim[] {
  const bySeed = Map.groupBy(stored, ({ seed }) => seed), isWhole = missing.length === 0 && bySeed.size > 1;
  const runs = isWhole
    ? { seeds: [...bySeed.keys()], results: [...bySeed.values()], source }
    : { seeds: [], results: [], source };
  const ways: [id: string, name: string, way: Way][] = [
    ["C9", "weight decay", "weightDecay"],
    ["C9b", "learning rate", "learningRate"],
  ];
  return claims(
    runs,
    ways.map(([id, name, way]) => ({
      id,
      claim: `A larger ${name} helps composing at one γ`,
      quantity:
        `lower end of the 90 % interval of the slope of the share of −10 per decade of ${name}, task U`,
      measure: (cells) => slopeInterval(cells, way).low,
      rule: onMean(">", 0),
      control: { none: "a slope over the grid has no control but the slope 0" },
      paperValue: "figure",
      because: because.SHORT_TRAINING,
      note: isWhole ? "" : `${missing.length} of its cells are not computed yet`,
    })),
  );
}

/** All rows that the grids decide. */
export function phaseClaims({ search, rateDecay }: { search: PhaseGrid; rateDecay: PhaseGrid }): Claim[] {
  return [...diagramClaims(search), ...matchedClaims(search), ...rateDecayClaims(rateDecay)];
}
