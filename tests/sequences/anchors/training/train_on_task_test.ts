import {
  assertAlmostEquals,
  assertEquals,
  assertGreater,
  assertLess,
  assertMatch,
  assertRejects,
  assertThrows,
} from "@std/assert";
import {
  type AnchorNetwork,
  type AnchorTraining,
  initialParameters,
  networkOf,
  predict,
  predictLogits,
  trainingSentences,
  trainOnTask,
} from "../../../../lib/sequences/anchors/training/mod.ts";
import { identityTask, lastTokenAccuracy, sampleStream } from "../../../../lib/sequences/anchors/mod.ts";
import { generator } from "../../../../lib/random/mod.ts";
import type { RunContext } from "../../../../lib/train/mod.ts";

const TASK = identityTask();
const CONTEXT: RunContext = {
  signal: new AbortController().signal,
  progress: () => {},
  checkpoint: () => undefined,
};
const NETWORKS: Readonly<Record<string, AnchorNetwork>> = {
  transformer: { kind: "transformer", layers: 2, width: 32, hidden: 64 },
  feedforward: { kind: "feedforward", width: 32, hidden: [64] },
  lstm: { kind: "recurrent", cell: "lstm", width: 32, units: 48 },
};

function settings(network: AnchorNetwork): AnchorTraining {
  return {
    network,
    initial: "framework",
    rows: 200,
    batch: 50,
    steps: 300,
    rate: { start: 1e-5, peak: 3e-3, final: 1e-4, warmup: 30 },
    weightDecay: 0.01,
    clip: 1,
  };
}

for (const [name, network] of Object.entries(NETWORKS)) {
  Deno.test(`a ${name} network learns 200 sentences by heart; curves and predictions agree`, async () => {
    const training = settings(network), sentences = trainingSentences(TASK, training, 3);
    const test = sampleStream(TASK, "test", generator(3, "test")).rows(0, 1300);
    const { curves, snapshots, parameters, model } = await trainOnTask({
      task: TASK,
      training,
      seed: 3,
      sets: { train: sentences, test },
      observeAt: [0, training.steps],
      snapshotAt: [0, training.steps],
      context: CONTEXT,
      part: name,
    });
    assertLess(curves["train/accuracy"][0], 0.1);
    assertGreater(curves["train/accuracy"][1], 0.95);
    assertLess(curves["train/loss"][1], curves["train/loss"][0] / 5);
    assertEquals(snapshots.map(({ step }) => step), [0, training.steps]);
    assertEquals(snapshots[1].values.parameters.length, parameters.length);
    // 1300 rows are a whole chunk and a part of one.
    const answers = await predict(model, parameters, test);
    assertEquals(answers.length, 1300);
    assertAlmostEquals(lastTokenAccuracy(answers, test.labels), curves["test/accuracy"][1], 1e-6);
    const some = await predictLogits(model, parameters, {
      rows: 1,
      length: 9,
      tokens: test.tokens.slice(1299 * 9),
    });
    assertEquals(some.length, TASK.vocabulary);
    assertEquals(some.indexOf(Math.max(...some)), answers[1299]);
  });
}

Deno.test("networks of an unknown kind are refused by name", () => {
  assertThrows(
    () => networkOf({ kind: "mamba" } as unknown as AnchorNetwork, TASK),
    RangeError,
    '"mamba" is unknown, allowed transformer, feedforward, recurrent',
  );
});

Deno.test("initialisation rates that are not positive and finite are refused, large ones warned of", () => {
  const model = networkOf(NETWORKS.transformer, TASK);
  for (const gamma of [0, -0.5, NaN, Infinity]) {
    assertThrows(
      () => initialParameters(model, { gamma }, 0),
      RangeError,
      `must be positive and finite, got ${gamma}`,
    );
  }
  const warnings: string[] = [], warn = console.warn;
  console.warn = (text: string) => void warnings.push(text);
  try {
    initialParameters(model, { gamma: 2 }, 0);
    assertEquals(warnings, []);
    initialParameters(model, { gamma: 2.5 }, 0);
  } finally {
    console.warn = warn;
  }
  assertMatch(warnings.join(), /γ = 2.5 is above 2/);
});

Deno.test("fewer sentences than a batch and a width that the heads do not divide are refused", async () => {
  const training = { ...settings(NETWORKS.transformer), rows: 40 };
  const run = (training: AnchorTraining) =>
    trainOnTask({
      task: TASK,
      training,
      seed: 0,
      sets: {},
      observeAt: [],
      context: CONTEXT,
      part: "refused",
    });
  await assertRejects(() => run(training), RangeError, "1…40 (the rows of the data), got 50");
  const network: AnchorNetwork = { kind: "transformer", layers: 1, width: 32, hidden: 64, heads: 3 };
  await assertRejects(() => run(settings(network)), RangeError, "3 heads do not divide the width 32");
});
