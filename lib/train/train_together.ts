/** Trains many small networks as one program: the same network from several seeds. */
import * as tf from "@tensorflow/tfjs-core";
import { GradientError, vmap } from "../graph/mod.ts";
import { parameterCount } from "../nn/mod.ts";
import { requireKnownSettings } from "../checks.ts";
import type { Batches } from "./batches.ts";
import type { Drawn } from "./drawn.ts";
import type { EvaluationArray } from "./evaluation.ts";
import { joined, separated } from "./joint_parameters.ts";
import { jointBatches, jointDrawn, nameIn, stacked } from "./joint_inputs.ts";
import type { TrainingRecord } from "./record.ts";
import { train } from "./train.ts";
import type { TrainingOptions } from "./training_options.ts";

/** What differs between the networks. */
export interface Network {
  /** Initial parameters, flat. */
  readonly initial: Float64Array;
  /** Its minibatches; full batch if absent. */
  readonly batches?: Batches | undefined;
  /** Its random tensors of each step, drawn as if it were trained alone. */
  readonly drawn?: Drawn | undefined;
  /** Its own data, by name. */
  readonly data?: Readonly<Record<string, EvaluationArray>> | undefined;
}

/** Options of {@linkcode train} that apply unchanged to all networks. */
type Shared =
  | "parameters"
  | "optimizer"
  | "steps"
  | "frozen"
  | "evaluate"
  | "observeAt"
  | "snapshotAt"
  | "precision"
  | "engine"
  | "progress"
  | "signal"
  | "checkpoint"
  | "saveSeconds";

type Tensors = Record<string, tf.Tensor>;

/** Options of a joint training. */
export interface JointTrainingOptions extends Pick<TrainingOptions, Shared> {
  /** One entry per network, all with the same batch size, drawn tensors and shapes of data. */
  networks: readonly Network[];
  /** Traced once, for one network: the scalar to minimise; `data` are that network's own. */
  loss(parameters: tf.Tensor[], rows: tf.Tensor1D, drawn: Tensors, data: Tensors): tf.Scalar;
  /** Traced, for one network: scalars that become its curves. */
  observe?: ((parameters: tf.Tensor[], data: Tensors) => Tensors) | undefined;
  /** Traced, for one network: tensors that are stored completely. */
  snapshot?: ((parameters: tf.Tensor[], data: Tensors) => Tensors) | undefined;
}

const SETTINGS: Readonly<Record<keyof JointTrainingOptions, true>> = {
  networks: true,
  loss: true,
  observe: true,
  snapshot: true,
  parameters: true,
  optimizer: true,
  steps: true,
  frozen: true,
  evaluate: true,
  observeAt: true,
  snapshotAt: true,
  precision: true,
  engine: true,
  progress: true,
  signal: true,
  checkpoint: true,
  saveSeconds: true,
};

/**
 * Trains several networks of the same kind at once, in one program whose tensors have a leading axis of networks.
 *
 * This pays off for narrow networks, whose steps take as long to call as to compute. Up to rounding, the numbers are
 * those of {@linkcode train} on each network. Since they depend on how many networks are trained together, such
 * networks count as one result. The optimizer must be elementwise. If a network diverges, the training of all ends;
 * `progress` reports the mean loss.
 *
 * @returns a record for each network, in their order
 * @throws {RangeError} for no networks, networks that differ in shapes, or an optimizer that clips by the norm
 * @throws as {@linkcode train}
 *
 * @example
 * ```ts
 * import * as tf from "@tensorflow/tfjs-core";
 * import { adam } from "../../lib/optim/mod.ts";
 * import { trainTogether } from "../../lib/train/mod.ts";
 *
 * const [near, far] = await trainTogether({
 *   parameters: [{ name: "w", shape: [2] }],
 *   networks: [{ initial: Float64Array.of(1, 1) }, { initial: Float64Array.of(5, 5) }],
 *   loss: ([w]) => tf.sum(tf.square(w)) as tf.Scalar,
 *   optimizer: adam({ learningRate: 0.1 }),
 *   steps: 5,
 * });
 * if (!(near.parameters[0] < far.parameters[0])) throw new Error("five steps of 0.1 do not lead past each other");
 * ```
 */
export async function trainTogether(options: JointTrainingOptions): Promise<TrainingRecord[]> {
  requireKnownSettings("trainTogether", options, SETTINGS);
  const { networks, loss, observe, snapshot, evaluate, progress, parameters: specs, ...shared } = options;
  checkNetworks(options);
  const count = networks.length, joint = specs.map((spec) => ({ ...spec, shape: [count, ...spec.shape] }));
  const size = networks[0].batches?.size, drawnNames = Object.keys(networks[0].drawn?.tensors ?? {});
  const dataNames = Object.keys(networks[0].data ?? {}),
    data = () => dataNames.map((name) => stacked(networks.map(({ data }) => data![name])));

  /** Applies a function of one network to all of them. */
  const ofEach =
    (body: (parameters: tf.Tensor[], data: Tensors) => Tensors) => (parameters: tf.Tensor[]): Tensors => {
      let names: string[] = [];
      const all = vmap((...one) => {
        const found = body(one.slice(0, specs.length), named(dataNames, one.slice(specs.length)));
        names = Object.keys(found);
        return Object.values(found);
      }, [...parameters, ...data()]);
      return Object.fromEntries(
        names.flatMap((name, k) => tf.unstack(all[k]).map((value, i) => [nameIn(i, name), value])),
      );
    };

  const record = await train({
    ...shared,
    parameters: joint,
    initial: joined(specs, networks.map(({ initial }) => initial)),
    ...(size !== undefined && { batches: jointBatches(networks.map(({ batches }) => batches!)) }),
    ...(networks[0].drawn && { drawn: jointDrawn(networks.map(({ drawn }) => drawn!)) }),
    loss(parameters, rows, drawn) {
      const own = [
        ...parameters,
        ...data(),
        ...drawnNames.map((name) => tf.stack(networks.map((_, i) => drawn[nameIn(i, name)]))),
        ...(size === undefined ? [] : [tf.reshape(rows, [count, size])]),
      ];
      const drawnFrom = specs.length + dataNames.length, rowsAt = drawnFrom + drawnNames.length;
      const losses = vmap((...one) =>
        loss(
          one.slice(0, specs.length),
          size === undefined ? rows : one[rowsAt] as tf.Tensor1D,
          drawnNames.length === 0 ? drawn : named(drawnNames, one.slice(drawnFrom)),
          named(dataNames, one.slice(specs.length)),
        ), own);
      if (losses.rank !== 1) {
        throw new GradientError(
          `trainTogether: the loss must be a scalar, got shape [${losses.shape.slice(1)}]`,
        );
      }
      // The gradient of each network comes from its own loss.
      return tf.sum(losses) as tf.Scalar;
    },
    ...(observe && { observe: ofEach(observe) }),
    ...(snapshot && { snapshot: ofEach(snapshot) }),
    ...(evaluate && {
      evaluate: {
        ...evaluate,
        measure: (parameters, data) => ofEach((one) => evaluate.measure(one, data))(parameters),
      },
    }),
    ...(progress && { progress: (at) => progress({ ...at, loss: at.loss / count }) }),
  });
  const sets = Object.keys(evaluate?.sets ?? {}), apart = separated(specs, record.parameters, count);
  return networks.map((_, i) => ({
    steps: record.steps,
    curves: ofNetwork(record.curves, i, sets),
    snapshots: record.snapshots.map(({ step, values }) => ({ step, values: ofNetwork(values, i, []) })),
    parameters: apart[i],
    engine: record.engine,
  }));
}

function checkNetworks({ networks, parameters, optimizer }: JointTrainingOptions): void {
  if (networks.length === 0) throw new RangeError("trainTogether: needs one network or more, got none");
  if ("clipNorm" in optimizer.settings) {
    throw new RangeError(
      `trainTogether: ${optimizer.name} clips by the norm of the whole vector, which holds all networks`,
    );
  }
  const wanted = parameterCount(parameters);
  const shapesOf = ({ batches, drawn, data }: Network) =>
    JSON.stringify({
      batch: batches?.size ?? null,
      drawn: Object.entries(drawn?.tensors ?? {}).map(([name, { shape }]) => [name, shape]),
      data: Object.entries(data ?? {}).map(([name, { shape }]) => [name, shape]),
    });
  const first = shapesOf(networks[0]);
  networks.forEach((network, i) => {
    if (network.initial.length !== wanted) {
      throw new RangeError(
        `trainTogether: network ${i} has ${network.initial.length} initial numbers, the model ${wanted} parameters`,
      );
    }
    if (shapesOf(network) !== first) {
      throw new RangeError(`trainTogether: network ${i} has ${shapesOf(network)}, network 0 ${first}`);
    }
    for (const [name, { shape, values }] of Object.entries(network.data ?? {})) {
      if (shape.reduce((product, length) => product * length, 1) !== values.length) {
        throw new RangeError(
          `trainTogether: "${name}" of network ${i} has shape [${shape}] and ${values.length} values`,
        );
      }
    }
  });
}

function named(names: readonly string[], tensors: readonly tf.Tensor[]): Tensors {
  return Object.fromEntries(names.map((name, k) => [name, tensors[k]]));
}

/** The entries of one network, by the names it uses for them. */
function ofNetwork<T>(
  all: Readonly<Record<string, T>>,
  network: number,
  sets: readonly string[],
): Record<string, T> {
  const prefixes = ["", ...sets.map((set) => `${set}/`)];
  return Object.fromEntries(
    Object.entries(all).flatMap(([key, value]) => {
      const prefix = prefixes.find((prefix) => key.startsWith(prefix + nameIn(network, "")));
      return prefix === undefined
        ? []
        : [[prefix + key.slice((prefix + nameIn(network, "")).length), value] as const];
    }),
  );
}
