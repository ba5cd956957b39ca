/** X1: the network replaced by its linearisation at the start, a fixed kernel JJᵀ in front of the gradient. */
import { experiment } from "../../lib/experiments/mod.ts";
import { rounded } from "../../lib/experiments/rounded.ts";
import { adam } from "../../lib/optim/mod.ts";
import { largest, mean } from "../../lib/stats/mod.ts";
import { optimizerSteps, withinBounds } from "../../lib/wave/inversion/mod.ts";
import { relativeL2 } from "../../lib/wave/measures/mod.ts";
import { linearisedNetwork } from "../../lib/wave/networks/mod.ts";
import type { SyntheticSurveySettings } from "../../lib/wave/surveys/mod.ts";
import { invert, type MethodSettings, networkFor, type Task } from "./methods.ts";
import { ARITHMETIC, METHODS, SURVEY, THREE_SEEDS } from "./set_up.ts";
import { Survey } from "./survey.ts";

/** Numbers of the experiment. */
export interface KernelSettings {
  survey: SyntheticSurveySettings;
  methods: MethodSettings;
  noise: number;
}

/** What is kept of one seed. */
export interface KernelRun {
  /** Errors of the network, of its linearisation, and of Adam on the grid. */
  errors: [network: number, linear: number, grid: number];
  /** ∂J/∂v at the start, and JJᵀ of it less its mean, each over its greatest modulus; of seed 0. */
  gradients: [number[], number[]] | null;
}

export default experiment<KernelSettings, KernelRun>({
  at: import.meta,
  revision: 1,
  ...ARITHMETIC,
  settings: { survey: SURVEY, methods: METHODS, noise: 0.5 },
  seeds: THREE_SEEDS,
  steps: ({ methods }) => 3 * methods.solves,
  probe: (settings) => ({ ...settings, methods: { ...settings.methods, solves: 3 } }),
  async run({ survey: own, methods, noise }, seed) {
    const survey = Survey.of(own, "layeredFaultLens"), start = survey.start("linear");
    const recorded = survey.recorded(survey.clean(), noise, seed), misfit = survey.misfit(recorded);
    const task: Task = { survey, start, misfit, level: recorded.level, seed };
    const network = (await invert("CNN, additive", methods, task)).outcome.error;
    const grid = (await invert("Adam", methods, task)).outcome.error;
    const { error, gradients } = await linearised(methods, task);
    return { errors: [network, rounded(error)!, grid], gradients: seed === 0 ? gradients : null };
  },
});

/** Adam over θ of v = v(θ₀) + ∂v/∂θ (θ − θ₀), as the network itself is fitted. */
async function linearised(methods: MethodSettings, task: Task) {
  const { solves, networkRate, warmUp, low, high } = methods, misfitOf = withinBounds(task.misfit, methods);
  const { network, form, theta } = await networkFor("CNN, additive", methods, task);
  const linear = await linearisedNetwork(network, form, theta);
  const learningRate = (step: number) => networkRate * Math.min(1, step / warmUp);
  const steps = await optimizerSteps(theta.length, adam({ learningRate }));
  const scaled = (values: Float64Array) => {
    const top = largest(values.map(Math.abs));
    return Array.from(values, (value) => Number((value / top).toFixed(3)) || 0);
  };
  try {
    let change: Float64Array = new Float64Array(theta.length), first = 0;
    let gradients: [number[], number[]] = [[], []];
    for (let step = 1;; step++) {
      const moved = await linear.push(change), velocity = linear.origin.map((v, i) => v + moved[i]);
      const { misfit, gradient } = await misfitOf(velocity), back = await linear.pullBack(gradient);
      if (step === 1) {
        first = misfit;
        const pushed = await linear.push(back), middle = mean(pushed);
        gradients = [scaled(gradient), scaled(pushed.map((value) => value - middle))];
      }
      if (step === solves) {
        const whole = task.survey.complete(velocity.map((v) => Math.min(high, Math.max(low, v))));
        return { error: relativeL2(whole, task.survey.truth), gradients };
      }
      change = await steps.next(change, Float64Array.from(back, (g) => g / first));
    }
  } finally {
    await linear.dispose();
    await steps.dispose();
  }
}
