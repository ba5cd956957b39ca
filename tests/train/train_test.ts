import * as tf from "@tensorflow/tfjs-core";
import {
  assert,
  assertEquals,
  assertGreater,
  assertLess,
  assertRejects,
  assertStringIncludes,
} from "@std/assert";
import { EngineError } from "../../lib/graph/mod.ts";
import { sgd } from "../../lib/optim/mod.ts";
import { type Generator, generator } from "../../lib/random/mod.ts";
import {
  CheckpointError,
  DivergenceError,
  readCheckpoint,
  shuffledBatches,
  train,
  type TrainingOptions,
  type TrainingRecord,
  TrainingStopped,
  WriteError,
} from "../../lib/train/mod.ts";
import { singleParameter } from "../support/single_parameter.ts";
import { smallTraining } from "../support/small_training.ts";
import { withTemporaryFolder } from "../support/temporary_folder.ts";

/** Run with a clock that advances by drawn amounts, so that calls have drawn numbers of steps. */
async function withClock<T>(stream: Generator, body: () => Promise<T>): Promise<T> {
  const real = performance.now;
  let now = 0;
  performance.now = () => now += 10 ** (3 * stream.uniform()) - 1;
  try {
    return await body();
  } finally {
    performance.now = real;
  }
}

const whole = await train(smallTraining());

Deno.test("training follows gradient descent step by step", async () => {
  const record = await train(singleParameter({
    observe: ([w]) => ({ w }),
    observeAt: [0, 1, 2, 4],
    snapshot: ([w]) => ({ twice: tf.stack([w, w]) }),
    snapshotAt: [3],
  }));
  assertEquals(record, {
    steps: [0, 1, 2, 4],
    curves: { w: [3, 2, 1.5, 1.125] },
    snapshots: [{ step: 3, values: { twice: [1.25, 1.25] } }],
    parameters: Float64Array.of(1.125),
    engine: "onnx",
  });
});

Deno.test("training of a small network lowers its error, on onnx and on cpu alike", async () => {
  const { whole: curve } = whole.curves;
  assertLess(curve[curve.length - 1], 0.2 * curve[0]);
  assertEquals([whole.steps[0], whole.steps.at(-1)], [0, 120]);
  const other = await train(smallTraining({ engine: "cpu", steps: 30, snapshotAt: [30] }));
  const same = await train(smallTraining({ engine: "onnx", steps: 30, snapshotAt: [30] }));
  assertEquals([other.engine, same.engine], ["cpu", "onnx"]);
  other.parameters.forEach((value, k) => assertLess(Math.abs(value - same.parameters[k]), 1e-4));
});

Deno.test("no steps give the initial parameters, and what is seen of them", async () => {
  const record = await train(singleParameter({ steps: 0, observe: ([w]) => ({ w }), observeAt: [0] }));
  assertEquals([record.parameters[0], record.curves.w], [3, [3]]);
});

Deno.test("a training does not change its initial parameters", async () => {
  const options = singleParameter({ engine: "interpreter" });
  await train(options);
  assertEquals(options.initial, Float64Array.of(3));
});

Deno.test("progress counts up to the last step with finite losses", async () => {
  const seen: number[] = [];
  await train(smallTraining({
    progress({ step, steps, loss }) {
      seen.push(step);
      assert(Number.isFinite(loss) && steps === 120);
    },
  }));
  assertEquals(seen, [...seen].sort((a, b) => a - b));
  assertEquals(seen.at(-1), 120);
});

Deno.test("the result is bit-identical however the steps fall into calls", async () => {
  const clocks = generator(11);
  const calls = new Set<string>();
  for (let round = 0; round < 4; round++) {
    const ends: number[] = [];
    const options = smallTraining({ progress: ({ step }) => void ends.push(step) });
    assertEquals(await withClock(clocks.fork(round), () => train(options)), whole, `round ${round}`);
    calls.add(`${ends}`);
  }
  assertGreater(calls.size, 1, "all rounds had the same calls");
  const unseen = await train(smallTraining({ observeAt: [], snapshotAt: [] }));
  assertEquals(unseen.parameters, whole.parameters);
});

Deno.test("a training that is stopped and resumed again and again gives the same bits", async () => {
  await withTemporaryFolder(async (folder) => {
    const stream = generator(12), checkpoint = `${folder}/run.checkpoint`;
    let record: TrainingRecord | null = null, stops = 0, reached = 0;
    while (!record) {
      const stop = new AbortController(), until = reached + 1 + stream.integer(25);
      const progress = ({ step }: { step: number }) => {
        if (step >= until) stop.abort();
      };
      try {
        record = await train(smallTraining({ checkpoint, signal: stop.signal, progress }));
      } catch (error) {
        assert(error instanceof TrainingStopped, String(error));
        assertGreater(error.step, reached - 1);
        assertStringIncludes(error.message, `stopped after step ${error.step}; run it again`);
        reached = error.step;
        stops++;
      }
    }
    assertGreater(stops, 2);
    assertEquals(record, whole);
  });
});

Deno.test("a training that was stopped before its first step resumes", async () => {
  await withTemporaryFolder(async (folder) => {
    const checkpoint = `${folder}/run.checkpoint`, signal = AbortSignal.abort();
    await assertRejects(() => train(smallTraining({ checkpoint, signal })), TrainingStopped, "after step 0");
    assertEquals(await train(smallTraining({ checkpoint })), whole);
  });
});

Deno.test("a stop without a checkpoint says that nothing is kept", async () => {
  const signal = AbortSignal.abort();
  await assertRejects(
    () => train(singleParameter({ signal })),
    TrainingStopped,
    "it had no checkpoint to continue from",
  );
});

Deno.test("a finished training is read from its checkpoint without a step", async () => {
  await withTemporaryFolder(async (folder) => {
    const checkpoint = `${folder}/run.checkpoint`;
    await train(smallTraining({ checkpoint }));
    let calls = 0;
    assertEquals(await train(smallTraining({ checkpoint, progress: () => void calls++ })), whole);
    assertEquals(calls, 0);
  });
});

Deno.test("a checkpoint of other settings is refused and left as it was", async () => {
  await withTemporaryFolder(async (folder) => {
    const checkpoint = `${folder}/run.checkpoint`;
    await train(smallTraining({ checkpoint }));
    const before = await Deno.readFile(checkpoint);
    const own = smallTraining();
    const rate = (factor: number) => sgd({ learningRate: (step) => factor / step });
    const others: Record<string, Partial<TrainingOptions>> = {
      "fewer steps": { steps: 100, observeAt: [], snapshotAt: [] },
      optimizer: { optimizer: sgd({ learningRate: 0.1 }) },
      "initial parameters": { initial: own.initial.map((value, k) => (k === 3 ? value + 1e-9 : value)) },
      "order of batches": { batches: shuffledBatches({ rows: 12, size: 4, seed: 6 }) },
      "size of batches": { batches: shuffledBatches({ rows: 12, size: 3, seed: 5 }) },
      "full batch": { batches: undefined, loss: sumOfSquares },
      engine: { engine: "cpu" },
      loss: { loss: (...given) => tf.mul(own.loss(...given), 2) as tf.Scalar },
    };
    for (const [what, changes] of Object.entries(others)) {
      const options = { ...smallTraining({ checkpoint }), ...changes };
      const refused = () => train(options);
      const error = await assertRejects(refused, CheckpointError, "belongs to another run", what);
      assertStringIncludes(error.message, "run.checkpoint");
    }
    assertEquals(await Deno.readFile(checkpoint), before);
    const second = `${folder}/second.checkpoint`;
    const again = (changes: Partial<TrainingOptions>) => () =>
      train(singleParameter({ optimizer: rate(0.1), checkpoint: second, ...changes }));
    await again({})();
    await assertRejects(again({ precision: "float32" }), CheckpointError, "another run");
    // The sources of both schedules are the same text.
    await assertRejects(again({ optimizer: rate(0.2) }), CheckpointError, "another run");
  });
});

function sumOfSquares(tensors: tf.Tensor[]): tf.Scalar {
  return tensors.map((x) => tf.sum(tf.square(x))).reduce((a, b) => tf.add(a, b)) as tf.Scalar;
}

Deno.test("a divergence names its step, the same however the steps fall into calls", async () => {
  // w − 1 is multiplied by −999 at each step, so that its square leaves float32 at step 7.
  const options = singleParameter({
    optimizer: sgd({ learningRate: 1000 }),
    steps: 50,
    precision: "float32",
  });
  const error = await assertRejects(
    () => train(options),
    DivergenceError,
    "training diverged at step 7: the loss is",
  );
  assertEquals((error as DivergenceError).step, 7);
  for (let round = 0; round < 4; round++) {
    await assertRejects(
      () =>
        withClock(
          generator(round),
          () => train({ ...options, observe: ([w]) => ({ w }), observeAt: [round] }),
        ),
      DivergenceError,
      "at step 7",
    );
  }
});

Deno.test("a parameter that is no longer finite is a divergence at its own step, also where the loss stays finite", async () => {
  // At step 4 w jumps to −∞, where tanh is −1 and has no gradient.
  const options = singleParameter({
    initial: Float64Array.of(0),
    loss: ([w]) => tf.tanh(tf.mul(2, w)) as tf.Scalar,
    optimizer: sgd({ learningRate: (step) => (step === 4 ? 3e38 : 1e-3) }),
    steps: 100,
    precision: "float32",
  });
  for (const observeAt of [[], [1], [3], [1, 3], [2, 50]]) {
    const error = await assertRejects(
      () => train({ ...options, observe: ([w]) => ({ w: tf.tanh(w) }), observeAt }),
      DivergenceError,
      "at step 4: parameters is -Infinity",
    );
    assertEquals((error as DivergenceError).step, 4);
  }
  for (let round = 0; round < 4; round++) {
    await assertRejects(
      () => withClock(generator(20 + round), () => train(options)),
      DivergenceError,
      "at step 4: parameters is -Infinity",
    );
  }
});

Deno.test("an engine that is unknown is refused with the known ones", async () => {
  const engine = "quantum" as "onnx";
  await assertRejects(
    () => train(singleParameter({ engine })),
    EngineError,
    `engine: "quantum" is unknown, allowed onnx`,
  );
});

Deno.test("a full disk ends a training with the path, and the checkpoint of before is whole", async () => {
  await withTemporaryFolder(async (folder) => {
    const checkpoint = `${folder}/run.checkpoint`, open = Deno.open;
    const stop = new AbortController(), progress = () => stop.abort();
    await assertRejects(
      () => train(smallTraining({ checkpoint, progress, signal: stop.signal })),
      TrainingStopped,
    );
    Deno.open = async (...given) => {
      const file = await open(...given), write = file.write.bind(file);
      file.write = async (bytes) => {
        await write(bytes.subarray(0, 10));
        throw new Error("No space left on device (os error 28)");
      };
      return file;
    };
    try {
      const full = () => train(smallTraining({ checkpoint, saveSeconds: 0 }));
      await assertRejects(full, WriteError, `${checkpoint} could not be written`);
    } finally {
      Deno.open = open;
    }
    assertEquals(Array.from(Deno.readDirSync(folder), ({ name }) => name), ["run.checkpoint"]);
    assertEquals(await train(smallTraining({ checkpoint })), whole);
  });
});

Deno.test("a last step that leaves a parameter infinite is a divergence, not a result", async () => {
  const options = singleParameter({
    loss: ([w]) => tf.mul(1e30, w) as tf.Scalar,
    optimizer: sgd({ learningRate: 1e30 }),
    steps: 1,
    precision: "float32",
  });
  await assertRejects(() => train(options), DivergenceError, "at step 1: parameters is -Infinity");
});

Deno.test("observed values and snapshots that are not finite are a divergence with their name", async () => {
  const bad = ([w]: tf.Tensor[]) => ({ fine: w, root: tf.sqrt(tf.sub(w, 2)) });
  const at = [0, 1, 2];
  const curves = singleParameter({ observe: bad, observeAt: at });
  await assertRejects(() => train(curves), DivergenceError, "at step 2: root is NaN");
  const kept = singleParameter({
    snapshot: ([w]) => ({ roots: tf.stack([w, bad([w]).root]) }),
    snapshotAt: at,
  });
  await assertRejects(() => train(kept), DivergenceError, "at step 2: roots[1] is NaN");
});

Deno.test("a diverging training leaves its last good checkpoint", async () => {
  await withTemporaryFolder(async (folder) => {
    const checkpoint = `${folder}/run.checkpoint`;
    const options = singleParameter({
      optimizer: sgd({ learningRate: 1000 }),
      steps: 50,
      precision: "float32",
      checkpoint,
    });
    await assertRejects(
      () => train({ ...options, saveSeconds: 0, observe: ([w]) => ({ w }), observeAt: [2, 5] }),
      DivergenceError,
    );
    const text = await Deno.readTextFile(checkpoint);
    assert(!text.includes("NaN"));
    await assertRejects(() => readCheckpoint(checkpoint, "another"), CheckpointError, "another run");
  });
});

Deno.test("options that make no training are refused", async () => {
  const cases: [Partial<TrainingOptions>, string][] = [
    [{ initial: Float64Array.of(1, 2) }, "2 initial numbers do not fit a model of 1 parameters"],
    [{ initial: Float64Array.of(NaN) }, "initial parameter 0 is NaN"],
    [{ steps: -1 }, "non-negative integer, got -1"],
    [{ steps: 1.5 }, "got 1.5"],
    [{ steps: NaN }, "got NaN"],
    [
      { observe: ([w]) => ({ w }), observeAt: [0.5] },
      "observeAt must hold integers in 0 … 4, the number of steps, got 0.5",
    ],
    [{ snapshot: ([w]) => ({ w }), snapshotAt: [-1] }, "got -1"],
    [{ observe: ([w]) => ({ w }), observeAt: [2, 5] }, "in 0 … 4, the number of steps, got 5"],
    [{ snapshot: ([w]) => ({ w }), snapshotAt: [5] }, "snapshotAt must hold integers in 0 … 4"],
    [{ observe: ([w]) => ({ w }) }, "observe needs observeAt, the steps at which it is read"],
    [{ evaluate: { sets: {}, measure: () => ({}) } }, "evaluate needs observeAt"],
    [{ snapshot: ([w]) => ({ w }) }, "snapshot needs snapshotAt"],
    [{ observeAt: [0] }, "observeAt says when to read observe and evaluate, and there is none"],
    [{ snapshotAt: [0] }, "snapshotAt says when to read snapshot, and there is none"],
    [
      { learningRate: 1 } as object,
      'the setting "learningRate" is unknown, allowed are parameters, initial, loss,',
    ],
    [{ stepz: undefined } as object, 'train: the setting "stepz" is unknown'],
    [{ observe: ([w]) => ({ pair: tf.stack([w, w]) }), observeAt: [0] }, `observe gives "pair" of shape [2]`],
    [{ saveSeconds: NaN }, "train: seconds between saves"],
    [
      { optimizer: sgd({ learningRate: (step) => 3 - step }) },
      "learning rate at step 3: must be positive",
    ],
  ];
  for (const [changes, message] of cases) {
    await assertRejects(() => train(singleParameter(changes)), RangeError, message);
  }
});
