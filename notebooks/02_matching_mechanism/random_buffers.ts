/** E5, C7: trainable multiples of fixed matrices, over kinds and learning rates. */
import { experiment } from "../../lib/experiments/mod.ts";
import { parametersByName } from "../../lib/nn/mod.ts";
import type { RandomBufferOptions } from "../../lib/nn/random_buffer.ts";
import { logarithmicSteps } from "../../lib/train/mod.ts";
import { type ChainSettings, type OneCondition, SHORT, SHORT_CONDITION } from "./chain_training.ts";
import { rounded } from "../../lib/experiments/rounded.ts";
import { trainChain } from "./chain_training.ts";

/** Settings of the comparison. */
export interface BufferSettings extends OneCondition {
  /** Peaks of the learning rate. */
  rates: number[];
  /** Additions by name; null for none. */
  kinds: Record<string, RandomBufferOptions | null>;
  /** Readings of α and β. */
  scaleReadings: number;
}

/** One trained network. */
export interface BufferRun {
  kind: string;
  rate: number;
  steps: number[];
  train: number[];
  test: number[];
  /** α and β over the training, by parameter name. */
  scaleSteps: number[];
  scales: Record<string, number[]>;
}

/** Settings with another peak of the learning rate, its start and end scaled with it. */
export function atRate<Settings extends ChainSettings>(settings: Settings, peak: number): Settings {
  const { rate } = settings, factor = peak / rate.peak;
  return { ...settings, rate: { ...rate, start: rate.start * factor, peak, final: rate.final * factor } };
}

export default experiment<BufferSettings, BufferRun[]>({
  at: import.meta,
  revision: 1,
  settings: {
    ...SHORT,
    trainingSteps: 2000,
    condition: SHORT_CONDITION,
    rates: [5e-4, 1e-3, 2e-3],
    kinds: {
      "none": null,
      "random": { kind: "gaussian", scale: 0.01 },
      "random, matched": { kind: "gaussian", scale: 0.01, arrangement: "matched" },
      "identity": { kind: "identity", scale: 0.01 },
    },
    scaleReadings: 12,
  },
  seeds: [0, 1, 2, 3, 4],
  steps: ({ kinds, rates, trainingSteps }) => Object.keys(kinds).length * rates.length * trainingSteps,
  run: async (settings, seed, context) => {
    const cells = Object.entries(settings.kinds).flatMap(([kind, buffer]) =>
      settings.rates.map((rate) => ({ kind, buffer, rate }))
    );
    return await Array.fromAsync(cells, async ({ kind, buffer, rate }) => {
      const { record, curves: { steps, train, test } } = await trainChain(atRate(settings, rate), {
        condition: settings.condition,
        seed,
        context,
        part: `${kind} at ${rate}`,
        ...(buffer && { network: { buffer } }),
        snapshotAt: logarithmicSteps(settings.scaleReadings, settings.trainingSteps),
      });
      return { kind, rate, steps, train, test, ...scalesOf(record) };
    });
  },
});

/** α and β at the snapshots. */
function scalesOf(
  { model, snapshots }: Awaited<ReturnType<typeof trainChain>>["record"],
): Pick<BufferRun, "scaleSteps" | "scales"> {
  const names = model.parameters.map(({ name }) => name).filter((name) => /\.(qk|vo)_scale$/.test(name));
  const weights = snapshots.map(({ values }) =>
    parametersByName(Float64Array.from(values.parameters), model.parameters)
  );
  return {
    scaleSteps: snapshots.map(({ step }) => step),
    scales: Object.fromEntries(names.map((name) => [name, rounded(weights.map((one) => one[name][0]))])),
  };
}
