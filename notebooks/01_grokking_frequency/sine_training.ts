/** The network and the training sets of the paper's experiments on the line. */
import type { SineNetwork, SineSample } from "../../lib/grokking/mod.ts";

export {
  evenReadings,
  samplePoints,
  type SineOutputs,
  type SineRun,
  type SineSample,
  trainAll,
  trainOnSine,
} from "../../lib/grokking/mod.ts";

/** Names of the paper's training sets: the sparse one and its two controls. */
export type SampleName = "sparse" | "dense" | "uniform";

/** The network of the paper's experiments on the line. */
export const PAPER_NETWORK: Omit<SineNetwork, "learningRate"> = {
  widths: [1, 200, 200, 200, 100, 1],
  activation: "sin",
  targetFrequency: 6,
  testPoints: 1000,
  highestFrequency: 10,
};

/** The paper's training sets. */
export const PAPER_SAMPLES: Record<SampleName, SineSample> = {
  sparse: { kind: "non-uniform", n: 65 },
  dense: { kind: "non-uniform", n: 1000 },
  uniform: { kind: "uniform", n: 65 },
};
