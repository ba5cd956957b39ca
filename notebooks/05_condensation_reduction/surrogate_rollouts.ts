/** Rollouts of surrogates beside the solver. */
import * as combustion from "../../lib/combustion/mod.ts";
import type { TrainedNetwork } from "../../lib/condensation/mod.ts";
import { interpret, trace } from "../../lib/graph/mod.ts";
import { unflatten } from "../../lib/nn/mod.ts";
import { largest } from "../../lib/stats/mod.ts";
import { four } from "./four.ts";
import type { RolloutErrors } from "./surrogate_settings.ts";
import type { SurrogateTask } from "./surrogate_task.ts";

/** Step of the surrogates, s. */
const STEP = 1e-6;

/** The solver's trajectories from some starts, and those of networks. */
export class Rollouts {
  readonly initial: combustion.GasState[];
  readonly solved: combustion.ReactorRun[];
  readonly times: Float64Array;

  constructor(readonly task: SurrogateTask) {
    const { temperatures, steps } = task.settings.rollout, { radicals } = task.settings.data;
    this.initial = temperatures.map((temperature) => ({
      temperature,
      pressure: combustion.ATMOSPHERE,
      // A stoichiometric mixture; in the middle of the radicals that the data have.
      massFractions: combustion.premixed(
        task.mechanism,
        task.fuel,
        1,
        radicals ? Math.sqrt(radicals[0] * radicals[1]) : 0,
      ),
    }));
    this.times = Float64Array.from({ length: steps + 1 }, (_, i) => i * STEP);
    this.solved = this.initial.map((state) =>
      combustion.integrateConstantPressure(task.mechanism, state, { times: this.times })
    );
  }

  of({ widths, parameters }: TrainedNetwork, projection: combustion.Projection): combustion.Rollout {
    const { task, initial } = this, { width } = task.encoding, model = task.build(widths);
    const program = trace(({ flat, x }) => ({ y: model.apply(unflatten(flat, model.parameters), x) }), {
      flat: [parameters.length],
      x: [initial.length, width],
    });
    const predict = (inputs: Float32Array) => interpret(program, { flat: parameters, x: inputs }).y;
    const surrogate = { encoding: task.encoding, scaling: task.scaling, predict };
    return combustion.rolloutSurrogate(task.mechanism, surrogate, initial, {
      steps: this.task.settings.rollout.steps,
      projection,
    });
  }

  /** Errors against the solver, one a start. */
  errors({ temperatures, massFractions }: combustion.Rollout): RolloutErrors {
    const n = this.times.length, species = this.task.mechanism.species.length;
    const all = this.initial.map(({ massFractions: start }, g) => {
      const path = temperatures.subarray(g * n, (g + 1) * n), { temperatures: exact } = this.solved[g];
      const [delay, wanted] = [path, exact].map((one) => combustion.ignitionDelay(this.times, one));
      const before = combustion.elementAmounts(this.task.mechanism, start);
      const last = massFractions.subarray(((g + 1) * n - 1) * species, (g + 1) * n * species);
      const after = combustion.elementAmounts(this.task.mechanism, last);
      return {
        temperature: four(largest(path.map((value, i) => Math.abs(value - exact[i])))),
        delay: four(Math.abs(delay / wanted - 1)),
        elements: four(
          largest(before.map((amount, e) => (amount > 0 ? Math.abs(after[e] / amount - 1) : 0))),
        ),
      };
    });
    return {
      temperature: all.map(({ temperature }) => temperature),
      delay: all.map(({ delay }) => delay),
      elements: all.map(({ elements }) => elements),
    };
  }
}
