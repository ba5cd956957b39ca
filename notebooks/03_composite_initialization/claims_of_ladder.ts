/** Was it the size of the run? Rows on networks with the paper's gain, decay and split, fixed before these ran. */
import { cellClaims } from "../../lib/claims/cell_claims.ts";
import { type Claim, type ClaimOf, onMean } from "../../lib/claims/mod.ts";
import { type Cells, cellsBySeed, cellsWith } from "../../lib/experiments/cells.ts";
import { largest } from "../../lib/stats/mod.ts";
import { gammaOfGain } from "./batch_ladder.ts";
import * as because from "./causes.ts";
import type { PhaseGrid } from "./claims_of_phases.ts";
import { addedMore, PAIRS } from "./pair_values.ts";
import { type PhaseRun, type Reading, READINGS } from "./phase_groups.ts";

/** Networks of one width whose batches have these sizes, at the gain of the paper's γ. */
function ladderCells(ladder: PhaseGrid, of: number, batches: readonly number[], gamma = 0.8): PhaseGrid {
  const holds = ({ settings }: PhaseGrid["missing"][number]) =>
    settings.width === of && batches.includes(settings.batch) && settings.gamma === gammaOfGain(gamma, of);
  return { ...ladder, stored: ladder.stored.filter(holds), missing: ladder.missing.filter(holds) };
}

const composedBest = "largest share of (4, 3) answered with −10 at any reading, task W";

const NEARER = [
  ["C2g", 64, 512, "At batch 512, width 64"],
  ["C2h", 400, 512, "At the paper's width, batch 512"],
  ["C2i", 64, 2048, "At the paper's batch of 2048, width 64"],
] as const;

/** C2 nearer to the paper: larger batches at width 64, and its width. */
export function ladderClaims(ladder: PhaseGrid): Claim[] {
  const row = (id: string, cells: Cells<PhaseRun>, of: string): ClaimOf<PhaseRun> => ({
    id,
    claim: `${of}, a small start composes`,
    quantity: `${composedBest}, the paper's gain at γ = 0.8, decay 0.01, modulus 9`,
    measure: READINGS.best,
    rule: onMean(">=", 0.8),
    control: {
      what: "the mirrored answer, its largest share in the same networks",
      perSeed: cells.results.map(({ result }) => largest(result.curves.symmetric)),
      rule: onMean("<=", 0.1),
    },
    paperValue: "about 1",
    because: because.COMPOSED_PHASE,
    ...because.PAPER_SETTING,
  });
  return NEARER.flatMap(([id, width, batch, of]) => {
    const cells = cellsWith(ladderCells(ladder, width, [batch]), () => true);
    return cellClaims(cells, [], [row(id, cells, of)]);
  });
}

/** X5: what a larger batch changes at equal steps; X6: whose values the exception changes. */
export function batchClaims(ladder: PhaseGrid): Claim[] {
  const small = 128;
  const rises = ([[2048, "X5", "X5b", {}], [512, "X5c", "X5d", because.SMALLER_LADDER]] as const).flatMap((
    [large, best, last, changed],
  ) => {
    const rise = (reading: Reading) => (cells: readonly PhaseRun[]) => {
      const at = (batch: number) =>
        READINGS[reading](cells.find(({ settings }) => settings.batch === batch)!);
      return at(large) - at(small);
    };
    const row = (id: string, reading: Reading, claim: string): ClaimOf<PhaseRun[]> => ({
      id,
      claim,
      quantity: `share of (4, 3) answered with −10 at batch ${large} less that at ${small}, width 64`,
      measure: rise(reading),
      rule: onMean(">=", 0.1),
      control: { what: "the same of seen pairs, last step", measure: rise("seen"), rule: onMean("<=", 0.1) },
      note: "the control asks whether the small batch has learnt its data",
      ...changed,
    });
    return cellClaims(cellsBySeed(ladderCells(ladder, 64, [small, large])), [], [
      row(best, "best", `A batch of ${large} composes more, read at the best step`),
      row(last, "inferential", "… read at the last step"),
    ]);
  });
  const cells = cellsWith(ladderCells(ladder, 64, [512]), () => true);
  const off = (...names: string[]) => ({ result: { pairs } }: PhaseRun) =>
    largest(names.map((name) => Math.abs(addedMore(pairs!, PAIRS[name]).at(-1)!)));
  return [
    ...rises,
    ...cellClaims(cells, [], [{
      id: "X6",
      claim: "The exception is not stored as another value of an anchor: other pairs with 3 or 4 keep theirs",
      quantity:
        "what they add more or less than both values, the larger mean, last step, width 64, batch 512",
      measure: off("other pairs with 3", "other pairs with 4"),
      rule: onMean("<=", 0.5),
      control: { what: "(4, 3), the same", measure: off("(4, 3), never shown"), rule: onMean(">", 0.5) },
      note: "row and threshold were added after the runs were seen",
    }]),
  ];
}
