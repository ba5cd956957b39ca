/** G4 and G5: the same three training sets with ReLU and with tanh. */
import { experiment } from "../../lib/experiments/mod.ts";
import type { ActivationName } from "../../lib/nn/mod.ts";
import {
  evenReadings,
  PAPER_NETWORK,
  PAPER_SAMPLES,
  type Readings,
  type SampleName,
  type SineNetwork,
  type SineRun,
  type SineSample,
  trainOnSine,
} from "./sine_training.ts";

/** Activations beside the sine. */
export type OtherActivation = Extract<ActivationName, "relu" | "tanh">;

/** Numbers of the set-up; where they come from stands in the notebook. */
export interface ActivationSettings extends Omit<SineNetwork, "activation"> {
  samples: Record<SampleName, SineSample>;
  /** Steps by activation and training set. */
  steps: Record<OtherActivation, Record<SampleName, number>>;
  readings: Readings;
}

/** What is kept of one seed. */
export type ActivationRun = Record<OtherActivation, Record<SampleName, SineRun>>;

const { activation: _, ...NETWORK } = PAPER_NETWORK;

const full: ActivationSettings = {
  ...NETWORK,
  learningRate: 2e-4,
  samples: PAPER_SAMPLES,
  steps: {
    tanh: { sparse: 10_000, dense: 6000, uniform: 8000 },
    relu: { sparse: 20_000, dense: 6000, uniform: 10_000 },
  },
  readings: { lossEvery: 50, spectrumEvery: 500 },
};

const NAMES: readonly SampleName[] = ["sparse", "dense", "uniform"];

export default experiment<ActivationSettings, ActivationRun>({
  at: import.meta,
  revision: 1,
  settings: full,
  seeds: [0, 1, 2, 3, 4],
  steps: ({ steps }) =>
    Object.values(steps).reduce((sum, { sparse, dense, uniform }) => sum + sparse + dense + uniform, 0),
  async run(settings, seed, context) {
    const { samples, steps, readings, ...network } = settings;
    const run = async (activation: OtherActivation) => {
      const runs: Partial<Record<SampleName, SineRun>> = {};
      for (const name of NAMES) {
        const { run } = await trainOnSine(
          {
            ...network,
            ...evenReadings(readings, steps[activation][name]),
            activation,
            name: `${activation}-${name}`,
            sample: samples[name],
          },
          seed,
          context,
        );
        runs[name] = run;
      }
      return runs as Record<SampleName, SineRun>;
    };
    return { tanh: await run("tanh"), relu: await run("relu") };
  },
});
