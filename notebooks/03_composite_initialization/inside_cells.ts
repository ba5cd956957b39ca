/** C4, C7: inside networks of the paper's gain, networks that compose in task W, and all seeds of both ends of task U. */
import { type Block, cases } from "../../lib/experiments/mod.ts";
import { type Answers, heldOutAnswers } from "./answers.ts";
import { type CompositeCurves, FULL_TRAINING, trainComposite } from "./composite_training.ts";
import { alignment, fusion, nearnessOrder } from "./inner_vectors.ts";
import type { PhaseSettings } from "./phase_cell.ts";

/** Stored result of a network. */
export interface InsideCell {
  curves: CompositeCurves;
  answers: Answers;
  /** Order score O; `null` with more than two layers, for which it is not defined. */
  order: number | null;
  /** Rank correlation of cosine and nearness of the answers, mean of the paper's two maps of fused vectors. */
  nearness: number;
}

const common = { ...FULL_TRAINING, answers: 600 };
/** As in the diagram over γ and depth. */
const short = { ...common, steps: 4000, rate: { ...FULL_TRAINING.rate, warmup: 200 } };
const SEEDS = [0, 1, 2, 3, 4];

const BLOCKS: readonly Block<PhaseSettings>[] = [
  {
    name: "gain 1, tasks W and U",
    settings: (["W", "U"] as const).map((variant) => ({ ...short, variant, gamma: 0.5 })),
    seeds: SEEDS,
  },
  { name: "task W, depth 3", settings: [{ ...short, layers: 3, variant: "W", gamma: 0.5 }], seeds: SEEDS },
  {
    name: "task U, both ends of γ",
    settings: [0.3, 1].map((gamma) => ({ ...common, variant: "U" as const, gamma })),
    seeds: SEEDS,
  },
];

export default cases<PhaseSettings, InsideCell>({
  at: import.meta,
  revision: 1,
  blocks: BLOCKS,
  steps: ({ steps }) => steps,
  seconds: ({ steps, layers }) => steps * (layers === 3 ? 5.8 : 2.9) / 1000,
  async run(settings, seed, context) {
    const { variant, gamma, layers } = settings;
    const { task, record: { model, parameters }, curves } = await trainComposite(
      settings,
      { condition: { variant, gamma }, seed, context, part: "training" },
    );
    const [first, second] = (await alignment(model, parameters, task, seed)).maps.map(nearnessOrder);
    return {
      curves,
      answers: await heldOutAnswers(model, parameters, task, seed, settings.answers),
      order: layers === 2 ? (await fusion(model, parameters, task, seed)).order : null,
      nearness: (first + second) / 2,
    };
  },
});
