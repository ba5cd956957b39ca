/** Extension 2: the data loss fades out ten times more slowly than in `cures.ts`, from the same fitted network. */
import { experiment } from "../../lib/experiments/mod.ts";
import { CURE } from "./cures.ts";
import { Line, type LineRun } from "./line_training.ts";
import { fadeOut, stepsOf } from "../../lib/pde/mod.ts";

/** Stored result of one seed. */
export type RampRun = Pick<LineRun, "steps" | "data" | "residual">;

/** Number of readings that are kept, evenly over the steps. */
const KEPT = 80;

export default experiment({
  at: import.meta,
  revision: 1,
  settings: { ...CURE, steps: 20_000 },
  seeds: [0, 1, 2],
  steps: ({ fit, steps }) => stepsOf(fit) + steps,
  async run(settings, seed, context): Promise<RampRun> {
    const line = new Line(settings), { fit, fitReadEvery, steps: length } = settings;
    const { parameters } = await line.fit(seed, fit, fitReadEvery, context);
    const { steps, data, residual } = await fadeOut(line, settings, parameters, context);
    const kept = (_: number, i: number) => steps[i] % Math.ceil(length / KEPT) === 0;
    return { steps: steps.filter(kept), data: data.filter(kept), residual: residual.filter(kept) };
  },
});
