/** One shot of the acoustic wave equation, or its gradient, beside Deepwave. */
import * as tf from "@tensorflow/tfjs-core";
import { acousticSolver, type Cell, rickerWavelet, type WaveSettings } from "../../lib/wave/mod.ts";
import { trace } from "../../lib/graph/mod.ts";
import { timed } from "./timed.ts";
import type { TracedRunner, Workload } from "./workload.ts";

/** What differs from row to row. */
interface WaveWorkloadOptions {
  readonly nz: number;
  readonly nx: number;
  readonly steps: number;
  /** m/s. */
  readonly velocity: number;
  /** Cells of the layer, on this side and in Deepwave. */
  readonly layers: readonly [number, number];
  /** Steps from one stored step to the next, on this side and in Deepwave; none for the data alone. */
  readonly storeEvery?: readonly [number, number];
  /** Bytes that this side may take. */
  readonly memoryLimit?: number;
}

/** By which the velocity grows from step to step, so that no side can keep what it has computed. */
const GROWTH = 1e-4;
const SPACING = 10, TIME_STEP = 1e-3, PEAK_FREQUENCY = 15, RECEIVERS = 100;

/** The "losses" are half the sums of squares of the data, in units of the first. */
export function acousticWaves(options: WaveWorkloadOptions): Workload {
  const { nz, nx, steps, velocity, layers, storeEvery, memoryLimit = 2 ** 30 } = options;
  // In the middle, so that neither layer's echo of grazing waves decides what is compared.
  const row = Math.floor(nz / 2), source: Cell = [row, Math.floor(nx / 2)];
  const receivers = Array.from({ length: RECEIVERS }, (_, k): Cell => [row, Math.floor(k * nx / RECEIVERS)]);
  const settings: WaveSettings = {
    ...{ nz, nx, steps, spacing: SPACING, timeStep: TIME_STEP, peakFrequency: PEAK_FREQUENCY, memoryLimit },
    ...{ layerWidth: layers[0], layerVelocity: 2 * velocity, storeEvery: storeEvery?.[0] ?? 1 },
  };
  const wavelet = rickerWavelet(settings), v = new Float64Array(nz * nx).fill(velocity);
  const what = storeEvery ? `gradient, every ${ordinal(storeEvery)} step stored` : "data";
  const width = layers[0] === layers[1] ? `layer ${layers[0]}` : `less echo, layers ${layers.join(" and ")}`;
  return {
    name: `waves-${nz}x${nx}x${steps}-${layers.join("-")}-${storeEvery?.join("-") ?? "data"}`,
    title:
      `Waves of ${velocity} m/s, ${nz}×${nx} cells, ${steps} steps, ${width}: ${what} (Deepwave in PyTorch's column)`,
    kind: "acoustic_waves",
    extra: true,
    precision: "float32",
    settings: {
      ...{ steps, spacing: SPACING, timeStep: TIME_STEP, peakFrequency: PEAK_FREQUENCY, growth: GROWTH },
      ...{ layer: layers[1], storeEvery: storeEvery?.[1] ?? 0 },
    },
    parameters: [{ name: "velocity", shape: [nz, nx] }],
    arrays: {
      wavelet: { shape: [steps], values: Float32Array.from(wavelet) },
      source: { shape: [2], values: Int32Array.from(source) },
      receivers: { shape: [RECEIVERS, 2], values: Int32Array.from(receivers.flat()) },
      parameters: { shape: [nz * nx], values: Float32Array.from(v) },
    },
    ours,
    tfjsLacks: "steps of an equation",
  };

  async function ours(): Promise<TracedRunner> {
    // No product of matrices is in it.
    const traced = await timed(() => trace(({ v }) => ({ sum: tf.sum(v) }), { v: [nz * nx] }));
    const made = await timed(() => acousticSolver(settings)), solver = made.result;
    const shot = { source, receivers };
    const step = (number: number): number => {
      solver.setVelocity(v.map((value) => value * (1 + GROWTH * number)));
      if (!storeEvery) return halfSquares(solver.forward(shot, wavelet));
      const { misfit } = solver.gradient(
        shot,
        wavelet,
        (data) => ({ misfit: halfSquares(data), adjointSource: Float64Array.from(data) }),
      );
      return misfit;
    };
    return {
      program: traced.result,
      setup: { trace: traced.seconds, compile: made.seconds },
      losses: (count) => Promise.resolve(Array.from({ length: count }, (_, number) => step(number))),
      advance: (count) => {
        for (let number = 0; number < count; number++) step(number);
        return Promise.resolve();
      },
    };
  }
}

function halfSquares(data: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < data.length; i++) sum += data[i] * data[i];
  return sum / 2;
}

function ordinal([ours, theirs]: readonly [number, number]): string {
  const name = (n: number) => (n === 1 ? "single" : `${n}th`);
  return ours === theirs ? name(ours) : `${name(ours)} (there: ${name(theirs)})`;
}

/**
 * Even models as Deepwave's benchmarks have them: a square in which the waves of 500 steps reach half of the rows and
 * those of 3000 all, a flat one, with layers of equal width and with half of it, which still has less echo than Deepwave's, and one of Marmousi's size.
 */
export const waves: readonly Workload[] = [
  ...[{ nz: 216, nx: 216, steps: 500 }, { nz: 54, nx: 248, steps: 1000 }].flatMap((size) => {
    const options: WaveWorkloadOptions = { ...size, velocity: 2000, layers: [20, 20] };
    return [
      options,
      { ...options, layers: [10, 20] as const },
      { ...options, storeEvery: [1, 1] as const },
      { ...options, storeEvery: [4, 4] as const },
    ];
  }),
  { nz: 216, nx: 216, steps: 3000, velocity: 2000, layers: [20, 20] as const },
  { nz: 216, nx: 216, steps: 3000, velocity: 2000, layers: [20, 20] as const, storeEvery: [4, 4] as const },
  {
    ...{ nz: 100, nx: 313, steps: 2000, velocity: 2000, layers: [10, 20] as const },
    ...{ storeEvery: [8, 1] as const, memoryLimit: 50 * 2 ** 20 },
  },
].map(acousticWaves);
