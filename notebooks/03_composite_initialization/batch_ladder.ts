/** C2: was it the size of the run? Task W at the authors' gains, decay and split, with batches up to beyond theirs. */
import { type Block, cases } from "../../lib/experiments/mod.ts";
import { FULL_TRAINING } from "./composite_training.ts";
import { type PhaseCell, phaseCell, type PhaseSettings } from "./phase_cell.ts";

/** Batches at equal steps; 2048 is the paper's. */
export const LADDER = [128, 512, 2048, 8192];
const PAPER_WIDTH = 400;

/** The rate γ at another width with the gain std · √width of the paper's networks. */
export function gammaOfGain(paperGamma: number, width: number): number {
  const gamma = 0.5 + (paperGamma - 0.5) * Math.log(PAPER_WIDTH) / Math.log(width);
  return Number(gamma.toFixed(4));
}

/** The paper's network at a width, its schedule scaled to the steps: a 21st of them for the warm-up. */
function cell(
  [width, batch, paperGamma]: readonly [width: number, batch: number, paperGamma: number],
  { steps, peak }: { steps: number; peak: number },
): PhaseSettings {
  return {
    ...FULL_TRAINING,
    width,
    keyWidth: width / 2,
    hidden: 3 * width,
    rows: 900_000,
    batch,
    steps,
    rate: { start: peak / 25, peak, final: peak / 25, warmup: Math.round(steps / 21) },
    weightDecay: 0.01,
    modulus: 9,
    watched: 200,
    readings: 60,
    variant: "W",
    gamma: gammaOfGain(paperGamma, width),
    answers: 1000,
    others: [-16, -15, -14, -13, -12, -11, -9, -8, -7, -5, -4, -3],
  };
}

const narrow = (batch: number): PhaseSettings => ({
  ...cell([64, batch, 0.8], { steps: 3000, peak: 1e-3 }),
  pairsEvery: 150,
});
const middle = (batch: number) => cell([128, batch, 0.8], { steps: 3000, peak: 7.8e-4 });
const wide = (paperGamma: number) => cell([400, 512, paperGamma], { steps: 4500, peak: 3e-4 });

/**
 * The networks, the most telling first; fixed before the first of them ran.
 *
 * Steps are equal for all batches of a width, so that a larger batch sees more sentences. The peak at width 128 is the
 * paper's 2.5e-4 times 400 / width, that of width 64 as in the other trainings of that width, that of width 400 the
 * largest of the paper's nine.
 */
const PLANNED: readonly Block<PhaseSettings>[] = [
  { name: "width 64, batches 128 to 2048", settings: LADDER.slice(0, 3).map(narrow), seeds: [0, 1, 2] },
  { name: "width 128, batches 128 to 2048", settings: LADDER.slice(0, 3).map(middle), seeds: [0, 1, 2] },
  { name: "width 400, batch 512", settings: [0.8, 0.5].map(wide), seeds: [0, 1, 2] },
  { name: "batch 8192", settings: [narrow(8192), middle(8192)], seeds: [0] },
];

/** Seconds of one core for a sentence of a step, by width. */
const SENTENCE_SECONDS: Record<number, number> = { 64: 8e-5, 128: 2.6e-4, 400: 6e-3 };

export default cases<PhaseSettings, PhaseCell>({
  at: import.meta,
  revision: 1,
  blocks: PLANNED,
  steps: ({ steps }) => steps,
  seconds: ({ steps, width, batch }) => steps * batch * SENTENCE_SECONDS[width],
  run: phaseCell,
});
