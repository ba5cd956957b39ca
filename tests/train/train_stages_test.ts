import * as tf from "@tensorflow/tfjs-core";
import { assertEquals, assertNotEquals, assertRejects } from "@std/assert";
import { adam, adamW, type Optimizer, sgd } from "../../lib/optim/mod.ts";
import {
  type StagedTrainingOptions,
  train,
  type TrainingStage,
  TrainingStopped,
  trainStages,
} from "../../lib/train/mod.ts";

const PARAMETERS = [{ name: "w", shape: [3], fanIn: 1 }, { name: "b", shape: [], fanIn: 1 }];
const INITIAL = Float64Array.of(2, -1, 0.5, 1);

/** Σ(w − at)² + b². */
function well(at: number): TrainingStage["loss"] {
  return ([w, b]) => tf.add(tf.sum(tf.square(tf.sub(w, at))), tf.square(b)) as tf.Scalar;
}

function stage(name: string, changes: Partial<TrainingStage> = {}): TrainingStage {
  return { name, loss: well(1), optimizer: adam({ learningRate: 0.05 }), steps: 20, ...changes };
}

function staged(
  stages: TrainingStage[],
  changes: Partial<StagedTrainingOptions> = {},
): StagedTrainingOptions {
  return { parameters: PARAMETERS, initial: INITIAL, precision: "float64", stages, ...changes };
}

const once = (steps: number, optimizer: Optimizer) =>
  train({ parameters: PARAMETERS, initial: INITIAL, precision: "float64", loss: well(1), optimizer, steps });

Deno.test("two stages of one loss with kept moments are one training, bit for bit", async () => {
  for (const optimizer of [adam({ learningRate: 0.05 }), sgd({ learningRate: 0.01, momentum: 0.9 })]) {
    const { parameters } = await trainStages(
      staged([stage("a", { optimizer, steps: 13 }), stage("b", { optimizer, steps: 17, moments: "kept" })]),
    );
    assertEquals(parameters, (await once(30, optimizer)).parameters);
  }
});

Deno.test("three stages with kept moments count their age through", async () => {
  const optimizer = adam({ learningRate: 0.05 });
  const { parameters } = await trainStages(staged([
    stage("a", { optimizer, steps: 5 }),
    stage("b", { optimizer, steps: 6, moments: "kept" }),
    stage("c", { optimizer, steps: 7, moments: "kept" }),
  ]));
  assertEquals(parameters, (await once(18, optimizer)).parameters);
});

Deno.test("reset moments start a stage as a training of its own", async () => {
  const optimizer = adam({ learningRate: 0.05 });
  const first = await once(20, optimizer);
  const second = await train({
    parameters: PARAMETERS,
    initial: first.parameters,
    precision: "float64",
    loss: well(-2),
    optimizer,
    steps: 20,
    observe: ([w]) => ({ sum: tf.sum(w) }),
    observeAt: [0, 20],
  });
  const both = (moments: "reset" | "kept") =>
    trainStages(staged([
      stage("data"),
      stage("model", {
        moments,
        loss: well(-2),
        observe: ([w]) => ({ sum: tf.sum(w) }),
        observeAt: [0, 20],
      }),
    ]));
  const reset = await both("reset");
  assertEquals(reset, { stages: { data: first, model: second }, parameters: second.parameters });
  assertNotEquals((await both("kept")).parameters, reset.parameters);
});

Deno.test("a schedule counts from the start of its stage, whatever is kept", async () => {
  const rates: Record<string, number[]> = { a: [], b: [] };
  const watched = (name: string) =>
    sgd({
      momentum: 0.5,
      learningRate(step) {
        rates[name].push(step);
        return 0.01;
      },
    });
  await trainStages(staged([
    stage("a", { optimizer: watched("a"), steps: 4 }),
    stage("b", { optimizer: watched("b"), steps: 3, moments: "kept" }),
  ]));
  assertEquals([Math.max(...rates.a), Math.max(...rates.b)], [4, 3]);
});

Deno.test("a staged training that is stopped in any stage and resumed gives the same bits", async () => {
  const folder = await Deno.makeTempDir({ prefix: "stages-test-" });
  try {
    const stages = [
      stage("a"),
      stage("b", { moments: "kept", loss: well(3), optimizer: adamW({ learningRate: 0.01 }) }),
      stage("c", { moments: "reset", frozen: ["b"], optimizer: sgd({ learningRate: 0.1, momentum: 0.5 }) }),
      stage("d", { moments: "kept", frozen: ["b"], optimizer: sgd({ learningRate: 0.01, momentum: 0.5 }) }),
    ];
    const whole = await trainStages(staged(stages)), seen: string[] = [];
    for (const stopIn of ["a", "b", "c", "d"]) {
      const stop = new AbortController();
      const options = staged(stages, {
        checkpoint: `${folder}/run.checkpoint`,
        signal: stop.signal,
        progress(name) {
          seen.push(name);
          if (name === stopIn) stop.abort();
        },
      });
      await assertRejects(() => trainStages(options), TrainingStopped);
    }
    // No stage is trained again from its start once it is done.
    assertEquals(seen, [...seen].sort());
    assertEquals(await trainStages(staged(stages, { checkpoint: `${folder}/run.checkpoint` })), whole);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("stages that make no training are refused", async () => {
  const other = (
    changes: Partial<TrainingStage>,
  ) => [stage("a"), stage("b", { moments: "kept", ...changes })];
  const cases: [TrainingStage[], string][] = [
    [[], "needs one stage or more"],
    [[stage("a", { moments: "kept" })], `the first stage "a" has no earlier moments to keep`],
    [[stage("a"), stage("b")], `stage "b" must say whether moments are "reset" or "kept", got undefined`],
    [[stage("a"), stage("a", { moments: "reset" })], `two stages are named "a"`],
    [
      other({ optimizer: sgd({ learningRate: 1 }) }),
      `"b" cannot keep the moments of "a": slots [first,second]`,
    ],
    [other({ optimizer: adam({ learningRate: 1, beta2: 0.5 }) }), "beta2 0.999, frozen [] there"],
    [other({ frozen: ["b"] }), "frozen [b] here"],
    [[stage("a", { steps: -1 })], "non-negative integer, got -1"],
  ];
  for (const [stages, message] of cases) {
    await assertRejects(() => trainStages(staged(stages)), RangeError, message);
  }
});
