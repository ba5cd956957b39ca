/** E7, C5: four approximate posteriors of the network, on one model and on a second one for recalibration. */
import { experiment } from "../../lib/experiments/mod.ts";
import { rounded } from "../../lib/experiments/rounded.ts";
import { adam } from "../../lib/optim/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { effectiveSampleSize, median, pearson, smallest } from "../../lib/stats/mod.ts";
import {
  coverage,
  mcDropout,
  meanField,
  type Posterior,
  posteriorOf,
  recalibration,
  rescaled,
  sgld,
} from "../../lib/wave/bayes/mod.ts";
import { invertByNetwork, withinBounds } from "../../lib/wave/inversion/mod.ts";
import { gaussianEnergy } from "../../lib/wave/mod.ts";
import { relativeL2 } from "../../lib/wave/measures/mod.ts";
import type { ModelName } from "../../lib/wave/models/mod.ts";
import { velocityBridge } from "../../lib/wave/networks/mod.ts";
import { type MethodSettings, networkFor } from "./methods.ts";
import { ARITHMETIC, METHODS, SURVEY, THREE_SEEDS } from "./set_up.ts";
import { Survey } from "./survey.ts";
import type { SyntheticSurveySettings } from "../../lib/wave/surveys/mod.ts";

/** Numbers of the experiment. */
export interface UncertaintySettings {
  survey: SyntheticSurveySettings;
  methods: MethodSettings;
  noise: number;
  /** The model that is looked at, and the one whose truth recalibrates. */
  models: [ModelName, ModelName];
  /** σ_w of the weights. */
  priorSd: number;
  members: number;
  /** Fits before SGLD begins, gradients between samples, samples, step, temperatures. */
  sgld: { burnIn: number; every: number; samples: number; step: number; temperatures: number[] };
  meanField: { solves: number; samples: number; startSd: number };
  dropout: { solves: number; samples: number; keep: number };
}

/** Widths of the coverage curves, in standard deviations. */
export const WIDTHS = [0.25, 0.5, 1, 1.5, 2, 2.5, 3];
/** Share that ±2 standard deviations of a normal distribution cover. */
export const NOMINAL = 0.954;

/** What is kept of one posterior on one model. */
export interface PosteriorReading {
  method: string;
  /** Relative error of the mean. */
  error: number;
  /** Pearson's correlation of standard deviation and |error|, below the known rows. */
  correlation: number;
  /** Median standard deviation, m/s. */
  spread: number;
  /** Shares covered by each of {@linkcode WIDTHS}. */
  coverage: number[];
  /** Share covered by ±2 standard deviations times the factor that is right on the other model. */
  recalibrated: number;
  factor: number;
  /** Of the velocities at 20 nodes along a chain: least and median; of SGLD alone. */
  effective: [number, number] | null;
  /** Mean and standard deviation in m/s, for the figure; of seed 0 and the first model. */
  maps: { mean: number[]; sd: number[] } | null;
}

/** Readings of both models, by method. */
export type UncertaintyRun = [PosteriorReading[], PosteriorReading[]];

const full: UncertaintySettings = {
  survey: SURVEY,
  methods: METHODS,
  noise: 0.5,
  models: ["layeredFaultLens", "overthrustLike"],
  priorSd: 1,
  members: 4,
  sgld: { burnIn: 10, every: 2, samples: 20, step: 1e-3, temperatures: [1] },
  meanField: { solves: 40, samples: 20, startSd: 3e-3 },
  dropout: { solves: 40, samples: 20, keep: 0.9 },
};

export default experiment<UncertaintySettings, UncertaintyRun>({
  at: import.meta,
  revision: 1,
  ...ARITHMETIC,
  settings: full,
  seeds: THREE_SEEDS,
  steps: (settings) => 2 * gradients(settings),
  probe: (settings) => ({
    ...settings,
    methods: { ...settings.methods, solves: 3 },
    members: 2,
    sgld: { ...settings.sgld, burnIn: 0, every: 1, samples: 4 },
    meanField: { ...settings.meanField, solves: 2 },
    dropout: { ...settings.dropout, solves: 2 },
  }),
  async run(settings, seed, context) {
    const both: Awaited<ReturnType<typeof posteriors>>[] = [];
    for (const model of settings.models) both.push(await posteriors(settings, model, seed, context.signal));
    return both.map(({ survey, found }, k) => {
      const other = both[1 - k];
      return found.map(({ method, posterior, effective }, m): PosteriorReading => {
        const below = (values: ArrayLike<number>) =>
          Float64Array.from(values).subarray(survey.settings.knownRows * survey.settings.nx);
        const own = { mean: below(posterior.mean), sd: below(posterior.sd) }, truth = below(survey.truth);
        const elsewhere = other.found[m].posterior;
        const factor = recalibration(
          { mean: below(elsewhere.mean), sd: below(elsewhere.sd) },
          below(other.survey.truth),
          { width: 2, share: NOMINAL },
        );
        return {
          method,
          error: rounded(relativeL2(posterior.mean, survey.truth))!,
          correlation: rounded(pearson(own.sd, own.mean.map((value, i) => Math.abs(value - truth[i]))))!,
          spread: rounded(median(own.sd))!,
          coverage: WIDTHS.map((width) => rounded(coverage(own, truth, width))!),
          recalibrated: rounded(coverage(rescaled(own, factor), truth, 2))!,
          factor: rounded(factor)!,
          effective,
          maps: seed === 0 && k === 0
            ? { mean: Array.from(posterior.mean, Math.round), sd: Array.from(posterior.sd, Math.round) }
            : null,
        };
      });
    }) as UncertaintyRun;
  },
});

/** Gradients for one model. */
export function gradients({ methods, members, sgld, meanField, dropout }: UncertaintySettings): number {
  return members * methods.solves + sgld.temperatures.length * (sgld.burnIn + sgld.every * sgld.samples) +
    meanField.solves + dropout.solves;
}

interface Found {
  method: string;
  posterior: Posterior;
  effective: [number, number] | null;
}

async function posteriors(
  settings: UncertaintySettings,
  model: ModelName,
  seed: number,
  signal: AbortSignal,
) {
  const { methods, noise, priorSd, members } = settings, survey = Survey.of(settings.survey, model);
  const recorded = survey.recorded(survey.clean(), noise, seed), start = survey.start("linear");
  const energy = survey.misfit(recorded, { measure: gaussianEnergy(recorded.data, recorded.noise) });
  const bounded = withinBounds(energy, methods), first = (await bounded(start)).misfit;
  const rate = (step: number) => methods.networkRate * Math.min(1, step / methods.warmUp);
  const fits = [], maps: Float64Array[] = [];
  for (let member = 0; member < members; member++) {
    signal.throwIfAborted();
    // Seeds of members: those of the other seeds' networks are not among them.
    const prepared = await networkFor("CNN, additive", methods, {
      survey,
      start,
      seed: 1000 * (seed + 1) + member,
    });
    const fit = await invertByNetwork({
      ...prepared,
      misfit: bounded,
      solves: methods.solves,
      optimizer: adam({ learningRate: rate }),
      decay: 1 / (priorSd ** 2 * first),
    });
    fits.push({ ...prepared, theta: fit.theta });
    maps.push(fit.velocity);
  }
  const [{ network, form, theta }] = fits, common = { network, form, theta, energy: bounded, priorSd };
  const prior = await velocityBridge(network, form), draws: Float64Array[] = [];
  for (let k = 0; k < 20; k++) {
    draws.push(await prior.velocity(Float32Array.from(network.initial(generator(seed, "prior", k)))));
  }
  await prior.dispose();
  const known = (samples: readonly Float64Array[]) =>
    posteriorOf(samples.map((sample) => survey.complete(sample)));
  const found: Found[] = [
    { method: "ensemble", posterior: known(maps), effective: null },
    { method: "prior draws (control)", posterior: known(draws), effective: null },
  ];
  for (const temperature of settings.sgld.temperatures) {
    signal.throwIfAborted();
    const { samples } = await sgld({
      ...common,
      ...settings.sgld,
      temperature,
      generator: generator(seed, "sgld", temperature),
    });
    const nodes = Array.from({ length: 20 }, (_, i) => Math.floor((0.1 + 0.045 * i) * survey.truth.length));
    const sizes = nodes.map((node) => effectiveSampleSize(samples.map((sample) => sample[node])));
    found.push({
      method: `SGLD, T = ${temperature}`,
      posterior: known(samples),
      effective: [rounded(smallest(sizes))!, rounded(median(sizes))!],
    });
  }
  const optimizer = adam({ learningRate: methods.networkRate });
  signal.throwIfAborted();
  const normal = await meanField({
    ...common,
    ...settings.meanField,
    optimizer,
    generator: generator(seed, "mean field"),
  });
  found.push({ method: "mean field", posterior: known(normal.samples), effective: null });
  signal.throwIfAborted();
  const dropped = await mcDropout({
    ...common,
    ...settings.dropout,
    optimizer,
    generator: generator(seed, "dropout"),
  });
  found.push({ method: "dropout", posterior: known(dropped.samples), effective: null });
  return { survey, found };
}
