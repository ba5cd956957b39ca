/** Rows that the grids decide: C1 and C2 at width 128, C2 and C10 in the diagram at width 64, C9. */
import { cellClaims } from "../../lib/claims/cell_claims.ts";
import { type Claim, type ClaimCause, type ClaimOf, onMean } from "../../lib/claims/mod.ts";
import { type Cells, cellsBySeed, cellsWith } from "../../lib/experiments/cells.ts";
import type { CaseRuns } from "../../lib/experiments/mod.ts";
import * as because from "./causes.ts";
import type { PhaseCell, PhaseSettings } from "./phase_cell.ts";
import { beside, learnt, type PhaseRun, type Reading } from "./phase_groups.ts";
import { matchedGamma } from "./phase_search.ts";
import { slopeInterval, type Way } from "./slopes.ts";

/** Stored cells of a grid. */
export type PhaseGrid = CaseRuns<PhaseSettings, PhaseCell>;

const SHARE = {
  symmetric: ["share of (4, 3) answered with −6", "mirrored"],
  inferential: ["share of (4, 3) answered with −10", "composed"],
} as const;

/** The composed share of C2 where the authors read it, and just before the exception is learnt. */
const LATER_READINGS = [
  ["best", "… read at its best step, as the authors do", because.BEST_STEP],
  ["before", "… read just before the exception (3, 4) is learnt", because.BEFORE_EXCEPTION],
] as const;

/** A start that gives one answer and not the other, against the other start; further ids are for the later readings. */
function answerRows(
  [id, notId, ...later]: readonly string[],
  { claim, of, gives, cells, others, what, cause }: {
    claim: string;
    of: string;
    gives: keyof typeof SHARE;
    cells: Cells<PhaseRun>;
    others: Cells<PhaseRun>;
    what: string;
    cause: readonly (ClaimCause | undefined)[];
  },
): ClaimOf<PhaseRun>[] {
  const not = gives === "symmetric" ? "inferential" : "symmetric";
  const reason = (at: number) => cause[at] ? { because: cause[at] } : {};
  const row = {
    quantity: `${SHARE[gives][0]}, ${of}`,
    paperValue: "about 1",
    ...reason(0),
    note: gives === "inferential" ? atSamples(cells) : "",
  };
  const given = (reading: Reading) => beside(reading, onMean(">=", 0.8), what, others, onMean("<=", 0.1));
  return [
    { id, claim, ...given(gives), ...row },
    {
      id: notId,
      claim: `… and not the ${SHARE[not][1]} one`,
      quantity: `${SHARE[not][0]}, ${of}`,
      ...beside(not, onMean("<=", 0.1), what, others, onMean(">", 0.1)),
      paperValue: "about 0",
      ...reason(1),
    },
    ...later.map((id, k): ClaimOf<PhaseRun> => {
      const [reading, claim, changed] = LATER_READINGS[k];
      return { id, claim, ...given(reading), ...row, ...changed };
    }),
  ];
}

/** After how many training sentences a negative answer is given. */
function atSamples({ results: [cell] }: Cells<PhaseRun>): string {
  if (!cell) return "";
  const { steps, batch } = cell.settings;
  return `decided at ${
    (steps * batch / 1e6).toFixed(1)
  } million training sentences; the paper's networks see 159 million`;
}

/** Cells of width 128 at one of the paper's standard deviations, task W. */
export function matchedCells(search: PhaseGrid, paperGamma: number): Cells<PhaseRun> {
  return cellsWith(search, ({ variant, width, layers, gamma, weightDecay }) => {
    const isPaper = layers === 2 && weightDecay === 0.01 && gamma === matchedGamma(paperGamma, 128);
    return variant === "W" && width === 128 && isPaper;
  });
}

/** Cells of width 64. */
export function narrowCells(search: PhaseGrid, task: "W" | "U", rate: number, depth = 2): Cells<PhaseRun> {
  return cellsWith(
    search,
    ({ variant, width, layers, gamma }) =>
      variant === task && width === 64 && layers === depth && gamma === rate,
  );
}

const UNREACHED = [because.COMPOSED_PHASE, because.COMPOSED_PHASE];

/** C1 and C2 at width 128: the paper's standard deviations for its γ = 0.3 and 0.8. */
function matchedClaims(search: PhaseGrid): Claim[] {
  const large = matchedCells(search, 0.3), small = matchedCells(search, 0.8);
  const [ofLarge, ofSmall] = [0.3, 0.8].map((gamma) => `task W, std of the paper's γ = ${gamma}`);
  const knows = (id: string, of: string): ClaimOf<PhaseRun> => ({
    id,
    claim: "… at a network that has learnt its data",
    quantity: `accuracy on seen pairs with held-back keys, ${of}`,
    ...learnt("seen", 0.95),
    paperValue: "about 1",
  });
  return [
    ...cellClaims(large, [small], [
      ...answerRows(["C1w", "C1x"], {
        claim: "Width 128: a large start gives the mirrored answer",
        ...{ of: ofLarge, gives: "symmetric", cells: large, others: small, what: "small start" },
        cause: [because.SISTER_CONTROL],
      }),
      knows("C1y", ofLarge),
    ]),
    ...cellClaims(small, [large], [
      ...answerRows(["C2w", "C2x", "C2e", "C2f"], {
        claim: "Width 128: a small start gives the composed answer",
        ...{ of: ofSmall, gives: "inferential", cells: small, others: large, what: "large start" },
        cause: UNREACHED,
      }),
      knows("C2y", ofSmall),
    ]),
  ];
}

/** C2 and C10 in the diagram at width 64, task W. */
function diagramClaims(search: PhaseGrid): Claim[] {
  const small = narrowCells(search, "W", 1), large = narrowCells(search, "W", 0.3);
  const deep = narrowCells(search, "W", 0.3, 3), deepSmall = narrowCells(search, "W", 0.8, 3);
  const of = "task W, width 64, depth 2, γ = 1";
  return [
    ...cellClaims(small, [large], [
      ...answerRows(["C2", "C2b", "C2c", "C2d"], {
        claim: "A small start gives the composed answer although the mirrored rule is taught",
        ...{ of, gives: "inferential", cells: small, others: large, what: "γ = 0.3" },
        cause: UNREACHED,
      }),
    ]),
    ...cellClaims(deep, [deepSmall], [
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
function rateDecayClaims(rateDecay: PhaseGrid): Claim[] {
  const rows: [id: string, name: string, way: Way, reading: "inferential" | "best", cause: ClaimCause][] = [
    ["C9", "weight decay", "weightDecay", "inferential", because.SHORT_TRAINING],
    ["C9b", "learning rate", "learningRate", "inferential", because.LAST_STEP],
    ["C9c", "weight decay", "weightDecay", "best", because.SHORT_TRAINING],
    ["C9d", "learning rate", "learningRate", "best", because.SHORT_TRAINING],
  ];
  return cellClaims(
    cellsBySeed(rateDecay),
    [],
    rows.map(([id, name, way, reading, cause]) => ({
      id,
      claim: `A larger ${name} helps composing at one γ${
        reading === "best" ? ", read at the best step" : ""
      }`,
      quantity:
        `lower end of the 90 % interval of the slope of the share of −10 per decade of ${name}, task U`,
      measure: (cells) => slopeInterval(cells, way, reading).low,
      rule: onMean(">", 0),
      control: { none: "a slope over the grid has no control but the slope 0" },
      paperValue: "figure",
      because: cause,
      ...(reading === "best" && because.BEST_STEP),
    })),
  );
}

/** All rows that the grids decide. */
export function phaseClaims({ search, rateDecay }: { search: PhaseGrid; rateDecay: PhaseGrid }): Claim[] {
  return [...diagramClaims(search), ...matchedClaims(search), ...rateDecayClaims(rateDecay)];
}
