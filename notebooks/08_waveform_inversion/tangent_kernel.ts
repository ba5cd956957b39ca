/** X1: the network replaced by its linearisation at the start, a fixed kernel JJᵀ in front of the gradient. */
import * as tf from "@tensorflow/tfjs-core";
import { experiment } from "../../lib/experiments/mod.ts";
import { compile, jvp, trace } from "../../lib/graph/mod.ts";
import { rounded } from "../../lib/notebook/rounded.ts";
import { adam } from "../../lib/optim/mod.ts";
import { optimizerSteps } from "../../lib/wave/inversion/optimizer_steps.ts";
import { withinBounds } from "../../lib/wave/inversion/mod.ts";
import { relativeL2 } from "../../lib/wave/measures/mod.ts";
import { velocityBridge } from "../../lib/wave/networks/mod.ts";
import { invert, type MethodSettings, preparedNetwork, type Task } from "./methods.ts";
import { METHODS, SEEDS, SURVEY } from "./set_up.ts";
import { Survey, type SurveySettings } from "./survey.ts";

/** Numbers of the experiment. */
export interface KernelSettings {
  survey: SurveySettings;
  methods: MethodSettings;
  noise: number;
}

/** What is kept of one seed. */
export interface KernelRun {
  /** Errors of the network, of its linearisation, and of Adam on the grid, with their J/J₀. */
  errors: [network: number, linear: number, grid: number];
  misfits: [network: number, linear: number, grid: number];
  /** ∂J/∂v at the start and JJᵀ of it, each over its greatest modulus; of seed 0. */
  gradients: [number[], number[]] | null;
}

export default experiment<KernelSettings, KernelRun>({
  at: import.meta,
  revision: 1,
  settings: { survey: SURVEY, methods: METHODS, noise: 0.5 },
  seeds: SEEDS,
  steps: ({ methods }) => 3 * methods.solves,
  probe: (settings) => ({ ...settings, methods: { ...settings.methods, solves: 3 } }),
  async run({ survey: own, methods, noise }, seed) {
    const survey = Survey.of(own, "layeredFaultLens"),
      recorded = survey.recorded(survey.clean(), noise, seed);
    const task: Task = {
      survey,
      start: survey.start("linear"),
      misfit: survey.misfit(recorded),
      level: recorded.level,
      seed,
    };
    const network = (await invert("CNN, additive", methods, task)).outcome,
      grid = (await invert("Adam", methods, task)).outcome;
    const { error, misfit, gradients } = await linearised(methods, task);
    return {
      errors: [network.error, rounded(error)!, grid.error],
      misfits: [network.misfit, rounded(misfit)!, grid.misfit],
      gradients: seed === 0 ? gradients : null,
    };
  },
});

/** Adam over θ of v = v(θ₀) + ∂v/∂θ (θ − θ₀), as the network itself is fitted. */
async function linearised({ solves, networkRate, warmUp, low, high, ...rest }: MethodSettings, task: Task) {
  const methods = { solves, networkRate, warmUp, low, high, ...rest }, { survey } = task;
  const { network, form, theta } = await preparedNetwork("CNN, additive", methods, task);
  const bridge = await velocityBridge(network, form), misfitOf = withinBounds(task.misfit, methods);
  const push = await compile(
    trace(({ theta, change }) => ({ v: jvp(form(network.raw(theta)), theta, change) as tf.Tensor }), {
      theta: [theta.length],
      change: [theta.length],
    }),
  );
  const steps = await optimizerSteps(
    theta.length,
    adam({ learningRate: (step) => networkRate * Math.min(1, step / warmUp) }),
  );
  const forward = async (change: Float32Array) => Float64Array.from((await push.run({ theta, change })).v);
  try {
    const origin = await bridge.velocity(theta),
      scaled = (values: Float64Array) => {
        const top = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
        return Array.from(values, (value) => Number((value / top).toFixed(3)));
      };
    let change: Float64Array = new Float64Array(theta.length),
      first = 0,
      gradients: [number[], number[]] = [[], []];
    for (let step = 1;; step++) {
      const moved = await forward(Float32Array.from(change)), velocity = origin.map((v, i) => v + moved[i]);
      const { misfit, gradient } = await misfitOf(velocity), back = await bridge.pullBack(theta, gradient);
      if (step === 1) {
        first = misfit;
        gradients = [scaled(gradient), scaled(await forward(back))];
      }
      if (step === solves) {
        const whole = survey.complete(velocity.map((v) => Math.min(high, Math.max(low, v))));
        return { error: relativeL2(whole, survey.truth), misfit: misfit / first, gradients };
      }
      change = await steps.next(change, Float64Array.from(back, (g) => g / first));
    }
  } finally {
    await bridge.dispose();
    await push.dispose();
    await steps.dispose();
  }
}
