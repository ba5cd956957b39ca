/**
 * Predicted jumps beside those of trainings: `deno run -A tests/pde/jump_beside_training.ts` fits heat, wave and
 * Burgers with small networks, predicts the jump under the model loss and under its H^−1 norm, and trains with both.
 *
 * @module
 */
import { adam, sgd } from "../../lib/optim/mod.ts";
import { predictLossJump } from "../../lib/pde/mod.ts";
import { fittedLattice, jumpsAt, model, type Name, PROBLEMS } from "./fitted_lattice.ts";

const SEEDS = [0, 1, 2], HORIZON = 1500, READ = [0, 3, 10, 30, 100, 300, 1000, 2000, 3000];
const ADAM_RATE = 1e-4, ADAM_READ = [0, 20, 50, 100, 200, 500, 1000];

for (const name of Object.keys(PROBLEMS) as Name[]) {
  for (const seed of SEEDS) {
    const fitted = await fittedLattice(name, seed), { collocation, parameters } = fitted;
    for (const [loss, residual] of Object.entries(fitted.residuals)) {
      const { jump, stableRate } = await predictLossJump({
        model,
        parameters,
        collocation,
        residual,
        horizon: HORIZON,
      });
      // Half the largest stable rate, so that the last step is at the horizon.
      const descent = await jumpsAt(fitted, residual, sgd({ learningRate: stableRate / 2 }), READ);
      const byAdam = await jumpsAt(fitted, residual, adam({ learningRate: ADAM_RATE }), ADAM_READ);
      const [predicted, found, adamJump] = [jump.ratio, Math.max(...descent), Math.max(...byAdam)].map((
        value,
      ) => value.toFixed(2));
      console.log(
        `${name}, seed ${seed}, ${loss}: predicted ${predicted}, gradient descent ${found}, Adam ${adamJump}`,
      );
    }
  }
}
