import * as tf from "@tensorflow/tfjs-core";
import { assertEquals, assertRejects } from "@std/assert";
import { constant, GradientError } from "../../lib/graph/mod.ts";
import { multilayerPerceptron, uniformFanIn } from "../../lib/nn/mod.ts";
import { adam, clipByGlobalNorm } from "../../lib/optim/mod.ts";
import { generator, normalArray } from "../../lib/random/mod.ts";
import {
  dropoutMask,
  everySteps,
  type JointTrainingOptions,
  shuffledBatches,
  train,
  TrainingStopped,
  trainTogether,
} from "../../lib/train/mod.ts";
import { assertClose } from "../support/tensors.ts";

const ROWS = 20, BATCH = 6, WIDTH = 4, STEPS = 30, SEEDS = [3, 1, 7];
const model = multilayerPerceptron({ widths: [1, WIDTH, 1], activation: "tanh" });
const NEAR = { relative: 1e-9, absolute: 1e-12 };

/** All that differs between seeds: start, order of rows, masks, data. */
function network(seed: number) {
  return {
    initial: uniformFanIn(model.parameters, generator(seed, "initial")),
    batches: shuffledBatches({ rows: ROWS, size: BATCH, seed }),
    drawn: { seed, tensors: { mask: dropoutMask({ shape: [BATCH, WIDTH], keep: 0.8 }) } },
    data: {
      x: { shape: [ROWS, 1], values: normalArray(generator(seed, "x"), ROWS, 0, 1) },
      labels: { shape: [ROWS], values: Int32Array.from({ length: ROWS }, (_, i) => (i * seed) % 3) },
    },
  };
}

function loss(
  [inner, bias, outer, last]: tf.Tensor[],
  rows: tf.Tensor1D,
  { mask }: Record<string, tf.Tensor>,
  { x, labels }: Record<string, tf.Tensor>,
): tf.Scalar {
  const hidden = tf.mul(
    mask,
    tf.tanh(tf.add(tf.matMul(tf.gather(x as tf.Tensor2D, rows), inner as tf.Tensor2D), bias)),
  );
  const out = tf.add(tf.matMul(hidden as tf.Tensor2D, outer as tf.Tensor2D), last);
  const wanted = tf.reshape(tf.cast(tf.gather(labels, rows), "float32"), [BATCH, 1]);
  return tf.mean(tf.squaredDifference(out, wanted)) as tf.Scalar;
}

const shared = {
  parameters: model.parameters,
  optimizer: adam({ learningRate: (step: number) => 0.05 / (1 + step / 10) }),
  steps: STEPS,
  frozen: [model.parameters[1].name],
  observe: (parameters: tf.Tensor[], { x }: Record<string, tf.Tensor>) => ({
    "size/of output": tf.mean(tf.square(model.apply(parameters, x))),
  }),
  observeAt: everySteps(10, STEPS),
  snapshot: ([inner]: tf.Tensor[]) => ({ inner }),
  snapshotAt: [0, STEPS],
  evaluate: {
    sets: { test: { x: { shape: [4, 1], values: Float64Array.of(-1, 0, 1, 2) } } },
    measure: (parameters: tf.Tensor[], { x }: Record<string, tf.Tensor>) => ({
      mean: tf.mean(model.apply(parameters, x)),
    }),
  },
  precision: "float64" as const,
};

const together: JointTrainingOptions = { ...shared, networks: SEEDS.map(network), loss };

/** The same network by itself. */
function alone(seed: number) {
  const { data, ...own } = network(seed);
  const tensors = () => ({
    x: constant(data.x.values, data.x.shape),
    labels: tf.tensor(Array.from(data.labels.values), data.labels.shape, "int32"),
  });
  return train({
    ...shared,
    ...own,
    loss: (parameters, rows, drawn) => loss(parameters, rows, drawn, tensors()),
    observe: (parameters) => shared.observe(parameters, tensors()),
  });
}

Deno.test("networks that are trained together are those that are trained alone", async () => {
  const records = await trainTogether(together);
  assertEquals(records.length, SEEDS.length);
  for (const [i, seed] of SEEDS.entries()) {
    const { curves, snapshots, steps, parameters } = await alone(seed), found = records[i];
    assertEquals(found.steps, steps);
    assertClose(found.parameters, parameters, NEAR, `parameters of seed ${seed}`);
    assertEquals(Object.keys(found.curves).sort(), Object.keys(curves).sort());
    for (const name of Object.keys(curves)) {
      assertClose(
        Float64Array.from(found.curves[name]),
        Float64Array.from(curves[name]),
        NEAR,
        `${name} of seed ${seed}`,
      );
    }
    assertEquals(found.snapshots.map(({ step }) => step), [0, STEPS]);
    snapshots.forEach(({ values: { inner } }, k) => {
      const kept = Float64Array.from(found.snapshots[k].values.inner);
      assertClose(kept, Float64Array.from(inner), NEAR, `snapshot ${k} of seed ${seed}`);
    });
  }
});

Deno.test("a training together goes on from its checkpoint, bit for bit", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const whole = await trainTogether(together), stop = new AbortController();
    const resumable = { ...together, checkpoint: `${folder}/together` };
    await assertRejects(
      () => trainTogether({ ...resumable, signal: stop.signal, progress: () => stop.abort() }),
      TrainingStopped,
    );
    assertEquals(await trainTogether(resumable), whole);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("progress tells the mean loss of the networks", async () => {
  const losses: number[] = [];
  await trainTogether({
    parameters: [{ name: "w", shape: [] }],
    networks: [{ initial: Float64Array.of(1) }, { initial: Float64Array.of(3) }],
    loss: ([w]) => tf.square(w) as tf.Scalar,
    optimizer: adam({ learningRate: 0.1 }),
    steps: 1,
    precision: "float64",
    progress: ({ loss }) => losses.push(loss),
  });
  assertEquals(losses, [5]);
});

const REFUSED:
  readonly (readonly [string, Partial<JointTrainingOptions>, new (...args: never[]) => Error, string])[] = [
    ["no networks", { networks: [] }, RangeError, "needs one network or more"],
    [
      "an initial vector of another model",
      { networks: [{ ...network(1), initial: new Float64Array(3) }] },
      RangeError,
      "network 0 has 3 initial numbers",
    ],
    [
      "networks that differ in shapes",
      { networks: [network(1), { ...network(2), data: {} }] },
      RangeError,
      "network 1 has",
    ],
    [
      "data that do not fill their shape",
      {
        networks: [{ ...network(1), data: { x: { shape: [3], values: new Float64Array(2) } } }],
      },
      RangeError,
      '"x" of network 0 has shape [3] and 2 values',
    ],
    [
      "clipping by the norm",
      { optimizer: clipByGlobalNorm(shared.optimizer, 1) },
      RangeError,
      "clips by the norm",
    ],
    [
      "a loss that is no scalar",
      { loss: ([inner]) => inner as tf.Scalar },
      GradientError,
      "must be a scalar",
    ],
    ["an unknown setting", { metrics: () => ({}) } as never, RangeError, "metrics"],
  ];

for (const [what, changed, kind, message] of REFUSED) {
  Deno.test(`trainTogether refuses ${what}`, async () => {
    await assertRejects(() => trainTogether({ ...together, ...changed }), kind, message);
  });
}
