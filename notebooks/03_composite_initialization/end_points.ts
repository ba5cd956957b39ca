/** E3–E8: networks at both ends of the initialisation rate, and what is inside them. */
import { experiment } from "../../lib/experiments/mod.ts";
import { spectrumGrowth } from "../../lib/interpret/measures/mod.ts";
import { covarianceSpectrum } from "../../lib/linalg/mod.ts";
import { everySteps, logarithmicSteps, type RunContext } from "../../lib/train/mod.ts";
import { type Answers, heldOutAnswers } from "./answers.ts";
import type { CompositeCurves, CompositeSettings, Condition } from "./composite_training.ts";
import { FULL_TRAINING, trainComposite } from "./composite_training.ts";
import { rounded } from "../../lib/experiments/rounded.ts";
import * as inner from "./inner_vectors.ts";
import { keyTransfer, type Transfer } from "./key_patching.ts";
import * as measures from "./weight_measures.ts";

/** The compared ends; the settings say which of them are trained. */
export type EndPoint = "W large" | "U large" | "U small" | "W small";

/** Settings of the end points. */
export interface EndPointSettings extends CompositeSettings {
  conditions: Partial<Record<EndPoint, Condition>>;
  /**
   * Snapshots of the weights: a number that are even in the logarithm of the step, and one every fixed number of steps.
   */
  snapshots: { count: number; every: number };
  /** Eigenvalues whose growth is followed. */
  eigenvalues: number;
  /** Sequences with (4, 3) whose answers are read. */
  answers: number;
  /** Pairs of sequences that are patched. */
  patched: number;
  /** Seed of which matrices, maps and scores are kept for the pictures; other seeds store empty arrays. */
  shownSeed: number;
  /** Steps at which its cosine matrices are kept; the nearest snapshots. */
  matrixSteps: number[];
}

/** One trained network. */
export interface EndPointRun {
  gamma: number;
  curves: CompositeCurves;
  answers: Answers;
  fusion: inner.Fusion;
  transfer: Transfer;
  snapshotSteps: number[];
  /** κ of W^{Q(1)} at the snapshots, the untrained network first. */
  condensation: number[];
  /** Largest eigenvalues of the item embeddings' covariance at the snapshots. */
  eigenvalues: number[][];
  /** Kendall's τ between an eigenvalue's number and the step at which it has a tenth of its final value. */
  growth: { steps: number[]; order: number };
  embedding: measures.EmbeddingOrder;
  alignment: inner.Alignment;
  firstLayer: inner.FirstLayerMap;
  /** Of the shown seed only. */
  matrices?: { step: number; cosines: number[][] }[];
  spectra?: Record<string, number[]>;
}

/** By end point. */
export type EndPointResult = Partial<Record<EndPoint, EndPointRun>>;

async function trainAndLook(
  settings: EndPointSettings,
  name: EndPoint,
  seed: number,
  context: RunContext,
): Promise<EndPointRun> {
  const condition = settings.conditions[name]!, { width, steps, eigenvalues } = settings;
  const { count, every } = settings.snapshots;
  const snapshotAt = [...new Set([...logarithmicSteps(count, steps), ...everySteps(every, steps)])]
    .sort((a, b) => a - b);
  const { task, record, curves } = await trainComposite(settings, {
    condition,
    seed,
    context,
    part: name,
    snapshotAt,
  });
  const { model, parameters } = record;
  const snapshots = record.snapshots.map(({ step, values }) => ({
    step,
    weights: Float64Array.from(values.parameters),
  }));
  const spectra = snapshots.map(({ weights }) =>
    covarianceSpectrum(measures.itemEmbeddings(model, weights, task, width), width)
  );
  const growth = spectrumGrowth(snapshots.map(({ step }) => step), spectra, eigenvalues);
  const nearest = (wanted: number) =>
    snapshots.reduce((best, one) => Math.abs(one.step - wanted) < Math.abs(best.step - wanted) ? one : best);
  const matrices = [...new Set(settings.matrixSteps.map(nearest))], shown = seed === settings.shownSeed;
  const embedding = measures.embeddingOrder(measures.itemEmbeddings(model, parameters, task, width), width);
  const aligned = await inner.alignment(model, parameters, task, seed);
  const firstLayer = await inner.firstLayerMap(model, parameters, task, seed);
  return {
    gamma: condition.gamma,
    curves,
    answers: await heldOutAnswers(model, parameters, task, seed, settings.answers),
    fusion: await inner.fusion(model, parameters, task, seed),
    transfer: await keyTransfer(model, parameters, task, seed, settings.patched),
    snapshotSteps: snapshots.map(({ step }) => step),
    condensation: rounded(snapshots.map(({ weights }) => measures.queryCondensation(model, weights))),
    eigenvalues: spectra.map((spectrum) => rounded(spectrum.subarray(0, 2 * eigenvalues))),
    growth: { steps: [...growth.steps], order: growth.order },
    embedding: shown ? embedding : { ...embedding, scores: [] },
    alignment: shown ? aligned : { ...aligned, maps: [] },
    firstLayer: shown ? firstLayer : { ...firstLayer, pairs: [], scores: [] },
    ...(shown && {
      matrices: matrices.map(({ step, weights }) => ({
        step,
        cosines: measures.queryCosines(model, weights),
      })),
      spectra: measures.layerSpectra(model, parameters),
    }),
  };
}

const full: EndPointSettings = {
  ...FULL_TRAINING,
  conditions: {
    "W large": { variant: "W", gamma: 0.3 },
    "U large": { variant: "U", gamma: 0.3 },
    "U small": { variant: "U", gamma: 1 },
  },
  snapshots: { count: 16, every: 100 },
  eigenvalues: 5,
  answers: 600,
  patched: 80,
  shownSeed: 0,
  matrixSteps: [0, 300, 1000, 6000],
};

export default experiment<EndPointSettings, EndPointResult>({
  at: import.meta,
  revision: 1,
  settings: full,
  seeds: [0, 1, 2, 3, 4],
  quick: {
    settings: {
      ...full,
      steps: 1500,
      rate: { ...full.rate, warmup: 150 },
      readings: 12,
      snapshots: { count: 4, every: 300 },
      answers: 200,
      conditions: { "W large": full.conditions["W large"]!, "U small": full.conditions["U small"]! },
      matrixSteps: [0, 200, 700, 1500],
    },
    seeds: [0, 1, 2],
  },
  steps: ({ conditions, steps }) => Object.keys(conditions).length * steps,
  run: async (settings, seed, context) => {
    const result: EndPointResult = {};
    for (const name of Object.keys(settings.conditions) as EndPoint[]) {
      result[name] = await trainAndLook(settings, name, seed, context);
    }
    return result;
  },
});
