/** G4 and G5: the same three training sets with ReLU and with tanh. */
import { experiment } from "../../lib/experiments/mod.ts";
import {
  evenReadings,
  PAPER_NETWORK,
  PAPER_SAMPLES,
  type SampleName,
  type SineRun,
  trainAll,
} from "./sine_training.ts";

/** Activations other than the sine. */
export type OtherActivation = "tanh" | "relu";

/** Stored result of one seed. */
export type ActivationRun = Record<OtherActivation, Record<SampleName, SineRun>>;

const { activation: _, ...NETWORK } = PAPER_NETWORK;

const full = {
  ...NETWORK,
  learningRate: 2e-4,
  samples: PAPER_SAMPLES,
  steps: {
    tanh: { sparse: 10_000, dense: 6000, uniform: 8000 },
    relu: { sparse: 20_000, dense: 6000, uniform: 10_000 },
  },
  readings: { lossEvery: 50, spectrumEvery: 500 },
};

export default experiment({
  at: import.meta,
  revision: 1,
  settings: full,
  seeds: [0, 1, 2, 3, 4],
  steps: ({ steps }) =>
    Object.values(steps).reduce((sum, { sparse, dense, uniform }) => sum + sparse + dense + uniform, 0),
  async run({ samples, steps, readings, ...network }, seed, context): Promise<ActivationRun> {
    const train = (activation: OtherActivation) => {
      const on = (name: SampleName) => {
        const read = evenReadings(readings, steps[activation][name]);
        return { ...network, ...read, activation, sample: samples[name] };
      };
      const sets = { sparse: on("sparse"), dense: on("dense"), uniform: on("uniform") };
      return trainAll(sets, seed, context, `${activation}-`);
    };
    return { tanh: await train("tanh"), relu: await train("relu") };
  },
});
