import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import * as tf from "@tensorflow/tfjs-core";
import { EngineError, type EngineName } from "../../lib/graph/mod.ts";
import { sgd } from "../../lib/optim/mod.ts";
import { CheckpointError, train, type TrainingOptions, TrainingStopped } from "../../lib/train/mod.ts";
import { smallTraining } from "../support/small_training.ts";

/** Train while keeping what is printed. */
async function printed<T>(body: () => Promise<T>): Promise<{ result: T; lines: string[] }> {
  const real = console.log, lines: string[] = [];
  console.log = (line: string) => void lines.push(line);
  try {
    return { result: await body(), lines };
  } finally {
    console.log = real;
  }
}

/** Run until the first save after a call, and stop there. */
async function stopEarly(options: TrainingOptions): Promise<void> {
  const stop = new AbortController();
  await assertRejects(
    () => train({ ...options, signal: stop.signal, progress: () => stop.abort() }),
    TrainingStopped,
  );
}

async function withCheckpoint(body: (checkpoint: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "engine-choice-" });
  try {
    await body(`${folder}/run.ckpt`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const settings = { sanitizeResources: false, sanitizeOps: false };

Deno.test({
  ...settings,
  name: "engine auto trains on one engine and prints one line: which, how fast, and why not each other",
  async fn() {
    const { result, lines } = await printed(() =>
      train({ ...smallTraining(), precision: "float32", engine: "auto" })
    );
    assertEquals(lines.length, 1, lines.join("\n"));
    assertStringIncludes(lines[0], `engine auto chose ${result.engine}, `);
    for (
      const engine of ["onnx", "tensorflow", "webgpu", "wasm", "cpu"].filter((name) => name !== result.engine)
    ) {
      assertStringIncludes(lines[0], `${engine} (`);
    }
  },
});

Deno.test({
  ...settings,
  name: "engine auto of a float64 training takes the engine that has it",
  async fn() {
    const { result, lines } = await printed(() =>
      train({
        parameters: [{ name: "w", shape: [], fanIn: 1 }],
        initial: Float64Array.of(3),
        loss: ([w]) => tf.square(w) as tf.Scalar,
        optimizer: sgd({ learningRate: 0.5 }),
        steps: 2,
        precision: "float64",
        engine: "auto",
      })
    );
    assertEquals(result.engine, "onnx");
    assertStringIncludes(lines[0], "wasm (computes in float32 only)");
  },
});

Deno.test({
  ...settings,
  name:
    "engine auto goes on from a checkpoint with the engine that made it, bit for bit and without timing again",
  async fn() {
    const options = { ...smallTraining(), precision: "float32" as const };
    const whole = await train({ ...options, engine: "wasm" });
    await withCheckpoint(async (checkpoint) => {
      await stopEarly({ ...options, engine: "wasm", checkpoint });
      const { result, lines } = await printed(() => train({ ...options, engine: "auto", checkpoint }));
      assertEquals(lines, []);
      assertEquals(result, whole);
    });
  },
});

Deno.test({
  ...settings,
  name: "a checkpoint of one engine is refused by another, and by auto where it is of another run",
  async fn() {
    const options = { ...smallTraining(), precision: "float32" as const };
    await withCheckpoint(async (checkpoint) => {
      await stopEarly({ ...options, engine: "onnx", checkpoint });
      await assertRejects(
        () => train({ ...options, engine: "wasm", checkpoint }),
        CheckpointError,
        "another run",
      );
      const shorter = { ...options, steps: 1, observeAt: [0], snapshotAt: [] };
      await printed(() =>
        assertRejects(() => train({ ...shorter, engine: "auto", checkpoint }), CheckpointError, "another run")
      );
    });
  },
});

Deno.test("an unknown engine of a training is refused with the known ones", async () => {
  await assertRejects(
    () => train({ ...smallTraining(), engine: "abacus" as EngineName }),
    EngineError,
    "allowed onnx, cuda, tensorflow, webgpu, wasm, cpu, interpreter, auto",
  );
});
