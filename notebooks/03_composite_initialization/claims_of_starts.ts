/** Rows beside old definitions: the paper's own starts, networks of task W looked into, wrong pairs in the data. */
import { cellClaims } from "../../lib/claims/cell_claims.ts";
import { type Claim, type ClaimOf, every, most, onMean } from "../../lib/claims/mod.ts";
import { type Cells, cellsBySeed, cellsWith } from "../../lib/experiments/cells.ts";
import type { BlockCase, CaseRuns } from "../../lib/experiments/mod.ts";
import { largest, smallest } from "../../lib/stats/mod.ts";
import * as because from "./causes.ts";
import { matchedCells, narrowCells, type PhaseGrid } from "./claims_of_phases.ts";
import { atEnd } from "./composite_training.ts";
import type { ComplexityCell, ComplexitySettings } from "./data_complexity.ts";
import type { InsideCell } from "./inside_cells.ts";
import type { PhaseSettings } from "./phase_cell.ts";
import { beside, type PhaseRun, READINGS } from "./phase_groups.ts";
import { lossByCut } from "./readings.ts";

/** Stored cells of the networks that were looked into, and of E11. */
export interface StartGrids {
  search: PhaseGrid;
  inside: CaseRuns<PhaseSettings, InsideCell>;
  complexity: CaseRuns<ComplexitySettings, ComplexityCell>;
}
type InsideRun = BlockCase<PhaseSettings, InsideCell>;

const insideAt = (inside: StartGrids["inside"], task: "W" | "U", rate: number, depth = 2): Cells<InsideRun> =>
  cellsWith(inside, ({ variant, gamma, layers }) => variant === task && gamma === rate && layers === depth);

/** C1 and C3 at the paper's own large starts. */
function startClaims({ search, inside }: StartGrids): Claim[] {
  const gainOne = narrowCells(search, "W", 0.5), wide = matchedCells(search, 0.5);
  const untaught = insideAt(inside, "U", 0.5),
    large = narrowCells(search, "U", 0.3),
    wideLarge = matchedCells(search, 0.3);
  const mirrored = "share of (4, 3) answered with −6";
  const control = {
    what: "task U, γ = 0.5, width 64",
    perSeed: untaught.results.map(({ result }) => result.answers.whole.symmetric),
    rule: onMean("<=", 0.1),
  };
  const gives = { measure: READINGS.symmetric, rule: onMean(">=", 0.8), paperValue: "about 1" };
  const later = (curve: "symmetric" | "inferential") => ({ result: { curves } }: PhaseRun) =>
    curves[curve].filter((_, i) => curves.steps[i] >= atEnd(curves.steps) / 3);
  return [
    ...cellClaims(gainOne, [untaught], [{
      ...gives,
      id: "C1g",
      claim: "At the paper's gain of 1 the mirrored answer is given",
      quantity: `${mirrored}, task W, width 64, γ = 0.5`,
      control,
      because: because.TWO_KINDS,
      ...because.PAPER_START,
    }, {
      id: "C1r",
      claim: "… at least three times as often as the composed one",
      quantity: "share of −6 less three times the share of −10, the same networks",
      measure: (run) => READINGS.symmetric(run) - 3 * READINGS.inferential(run),
      rule: every(">", 0),
      control: {
        what: control.what,
        perSeed: untaught.results.map(({ result: { answers: { whole } } }) =>
          whole.symmetric - 3 * whole.inferential
        ),
        rule: every("<=", 0.1),
      },
      note: `cause: ${because.TWO_KINDS.cause}; ${because.TWO_KINDS.close}`,
      ...because.PAPER_START,
    }]),
    ...cellClaims(wide, [untaught], [{
      ...gives,
      id: "C1h",
      claim: "Width 128: at the paper's standard deviation of γ = 0.5 the mirrored answer is given",
      quantity: `${mirrored}, task W`,
      control,
      ...because.PAPER_START,
    }, {
      id: "C3b",
      claim: "There it stays, from a third of 20,000 steps on",
      quantity: `smallest ${mirrored}, width 128, std of the paper's γ = 0.5`,
      measure: (run) => smallest(later("symmetric")(run)),
      rule: onMean(">=", 0.8),
      control: {
        what: "the composed answer, the largest of the same readings",
        measure: (run) => largest(later("inferential")(run)),
        rule: onMean("<=", 0.1),
      },
      ...because.PAPER_START,
    }]),
    ...cellClaims(wideLarge, [large], [{
      id: "C1v",
      claim: "Width 128: a large start gives the mirrored answer, and only where its rule is taught",
      quantity: `${mirrored}, task W, std of the paper's γ = 0.3`,
      ...beside("symmetric", onMean(">=", 0.8), "task U, large start, width 64", large, onMean("<=", 0.1)),
      paperValue: "about 1",
      ...because.OTHER_CONTROL,
    }]),
  ];
}

/** C2u, C4 and C7 in the networks that were looked into. */
function insideClaims(inside: StartGrids["inside"]): Claim[] {
  const gainOne = insideAt(inside, "W", 0.5), deep = insideAt(inside, "W", 0.5, 3);
  const small = insideAt(inside, "U", 1), large = insideAt(inside, "U", 0.3);
  const perSeed = (cells: Cells<InsideRun>, of: (run: InsideRun) => number) => cells.results.map(of);
  const order = ({ result }: InsideRun) => result.order!,
    nearness = ({ result }: InsideRun) => result.nearness;
  const fall = (answer: "symmetric" | "inferential") => ({ result }: InsideRun) => lossByCut(result, answer);
  const more = (answer: "symmetric" | "inferential") => ({ result, seed }: InsideRun) =>
    result.answers.whole[answer] -
    large.results.find((one) => one.seed === seed)!.result.answers.whole[answer];
  const rows: ClaimOf<InsideRun>[][] = [[{
    id: "C4c",
    claim: "At the paper's gain of 1, which mirrors, the anchors join first",
    quantity: "order score O, task W, γ = 0.5",
    measure: order,
    rule: most(4, 5, "<", 0),
    control: { what: "small start, task U", perSeed: perSeed(small, order), rule: most(4, 5, ">", 0) },
    because: because.ANOTHER_VALUE,
    ...because.WITHIN_W,
  }], [{
    id: "C4d",
    claim: "Where task W is composed, the answer needs the way from the key to the anchors in layer 1",
    quantity: "fall of the share of −10 when those edges are cut, task W, depth 3, γ = 0.5",
    measure: fall("inferential"),
    rule: onMean(">=", 0.5),
    control: {
      what: "fall of the share of −6, task W, depth 2, γ = 0.5",
      perSeed: perSeed(gainOne, fall("symmetric")),
      rule: onMean("<=", 0.1),
    },
    because: because.TWO_WAYS,
    ...because.WITHIN_W,
  }], [{
    id: "C7c",
    claim: "Fused vectors are the more parallel, the nearer their answers",
    quantity: "rank correlation of cosine and nearness of the answers, mean of both maps, task U, γ = 1",
    measure: nearness,
    rule: onMean(">=", 0.8),
    control: { what: "large start", perSeed: perSeed(large, nearness), rule: onMean("<=", 0.4) },
    ...because.NEARNESS,
  }, {
    id: "C2v",
    claim: "Where neither (3, 4) nor (4, 3) is shown, a small start composes far more than a large one",
    quantity: "share of (4, 3) answered with −10, γ = 1 less γ = 0.3 at the same seed, task U",
    measure: more("inferential"),
    rule: onMean(">=", 0.5),
    control: { what: "the same of −6", measure: more("symmetric"), rule: onMean("<=", 0.1) },
    ...because.BY_SEED,
  }]];
  const [ofGainOne, ofDeep, ofSmall] = rows.map((row) =>
    row.map((one) => ({ paperValue: "figure", ...one }))
  );
  return [
    ...cellClaims(gainOne, [small], ofGainOne),
    ...cellClaims(deep, [gainOne], ofDeep),
    ...cellClaims(small, [large], ofSmall),
  ];
}

/** C11: data that composition explains, and data with six wrong pairs. */
function complexityClaims(complexity: StartGrids["complexity"]): Claim[] {
  const slowing = (rate: number) => (cells: BlockCase<ComplexitySettings, ComplexityCell>[]) => {
    const loss = (wrong: number) =>
      atEnd(
        cells.find(({ settings }) => settings.gamma === rate && settings.wrong === wrong)!.result.trainLoss,
      );
    return loss(6) / loss(0);
  };
  return cellClaims(cellsBySeed(complexity), [], [{
    id: "C11",
    claim:
      "A small start learns data that composition explains faster than wrong ones; a large start does not care",
    quantity: "training loss after 2,000 steps with six wrong pairs over that with none, γ = 1",
    measure: slowing(1),
    rule: onMean(">=", 2),
    control: { what: "γ = 0.3", measure: slowing(0.3), rule: onMean("<=", 1.5) },
    paperValue: "figure",
    because: because.SMALL_DATA,
    ...because.NEW_ROW,
  }]);
}

/** All these rows. */
export function laterClaims(grids: StartGrids): Claim[] {
  return [...startClaims(grids), ...insideClaims(grids.inside), ...complexityClaims(grids.complexity)];
}
