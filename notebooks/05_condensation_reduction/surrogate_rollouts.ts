/** Rollouts of surrogates beside the solver. */
import * as combustion from "../../lib/combustion/mod.ts";
import type { TrainedNetwork } from "../../lib/condensation/mod.ts";
import { interpret, trace } from "../../lib/graph/mod.ts";
import { unflatten } from "../../lib/nn/mod.ts";
import { four } from "./four.ts";
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
    // A stoichiometric mixture; in the middle of the radicals that the data have.
    const seed = radicals ? Math.sqrt(radicals[0] * radicals[1]) : 0;
    const massFractions = combustion.premixed(task.mechanism, task.fuel, 1, seed);
    this.initial = temperatures.map((temperature) => ({
      temperature,
      pressure: combustion.ATMOSPHERE,
      massFractions,
    }));
    this.times = Float64Array.from({ length: steps + 1 }, (_, i) => i * STEP);
    this.solved = this.initial.map((state) =>
      combustion.integrateConstantPressure(task.mechanism, state, { times: this.times })
    );
  }

  of({ widths, parameters }: TrainedNetwork, projection: combustion.Projection): combustion.Rollout {
    const { task, initial } = this, { encoding, scaling } = task, model = task.build(widths);
    const program = trace(({ flat, x }) => ({ y: model.apply(unflatten(flat, model.parameters), x) }), {
      flat: [parameters.length],
      x: [initial.length, encoding.width],
    });
    const predict = (inputs: Float32Array) => interpret(program, { flat: parameters, x: inputs }).y;
    const { steps } = task.settings.rollout, surrogate = { encoding, scaling, predict };
    return combustion.rolloutSurrogate(task.mechanism, surrogate, initial, { steps, projection });
  }

  /** Errors against the solver, one a start. */
  errors(rollout: combustion.Rollout): combustion.RolloutErrors {
    const { task: { mechanism }, initial, solved } = this;
    const { temperature, delay, elements } = combustion.rolloutErrors(mechanism, initial, solved, rollout);
    return { temperature: temperature.map(four), delay: delay.map(four), elements: elements.map(four) };
  }
}
