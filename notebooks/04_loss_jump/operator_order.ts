/** Extension 1: the same fitted network, switched to the residual of d^m u/dx^m = f for m = 0 … 4. */
import { experiment } from "../../lib/experiments/mod.ts";
import { linearOperator, sines } from "../../lib/pde/mod.ts";
import { FIT, LINE, Line, type LineRun } from "./line_training.ts";
import { stepsOf } from "../../lib/pde/mod.ts";

/** The run after the switch, by order. */
export type OperatorOrderRun = { order: number; run: LineRun }[];

const SPECTRA = [0, 1, 5, 20, 100, 200, 500, 1000];

export default experiment({
  at: import.meta,
  revision: 1,
  settings: { ...LINE, orders: [0, 1, 2, 3, 4], fit: FIT, fitReadEvery: 500, rate: 1e-4, steps: 1000 },
  seeds: [0, 1, 2, 3, 4],
  steps: ({ fit, orders, steps }) => stepsOf(fit) + orders.length * steps,
  async run(settings, seed, context): Promise<OperatorOrderRun> {
    const { frequencies, rate, steps } = settings, poisson = new Line(settings), runs: OperatorOrderRun = [];
    const { parameters: initial } = await poisson.fit(seed, settings.fit, settings.fitReadEvery, context);
    const { problem: { domain: [domain] } } = poisson, solution = sines(frequencies);
    for (const order of settings.orders) {
      const coefficients = Array.from({ length: order + 1 }, (_, j) => (j === order ? 1 : 0));
      const line = new Line(settings, linearOperator({ coefficients, domain, solution }));
      const name = `order-${order}`, loss = line.modelLoss;
      const { run } = await line.train({ name, loss, rate, steps, initial, spectraAt: SPECTRA }, context);
      runs.push({ order, run });
    }
    return runs;
  },
});
