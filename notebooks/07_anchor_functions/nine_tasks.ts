/** E4: nine tasks, one kind of network. */
import { experiment } from "../../lib/experiments/mod.ts";
import {
  type AnchorTask,
  classificationTask,
  compositionTask,
  identityTask,
  multiAnchorTask,
  readingTask,
  recitationTask,
  statisticalTask,
  synonymTask,
  workingMemoryTask,
} from "../../lib/sequences/anchors/mod.ts";
import type { TransformerNetwork } from "../../lib/sequences/anchors/training/mod.ts";
import { SCHEDULE, type TestCurves, testCurves, testSentences, trainAndRead } from "./training.ts";

/** The panel, in the paper's order. */
const NINE_TASKS = {
  "identity": () => identityTask(),
  "reading": () => readingTask(),
  "classification": () => classificationTask(),
  "composition": () => compositionTask(),
  "working memory": () => workingMemoryTask(),
  "synonym": (rows: number) => synonymTask("A", { sentences: rows }),
  "recitation": () => recitationTask(),
  "multi-anchor": () => multiAnchorTask(),
  "statistical output": () => statisticalTask(),
} as const satisfies Record<string, (rows: number) => AnchorTask>;

/** Curves by task. */
export type NineTasksRun = Record<string, TestCurves>;

const network: TransformerNetwork = { kind: "transformer", layers: 3, heads: 2, width: 64, hidden: 128 };

export default experiment({
  at: import.meta,
  revision: 1,
  settings: {
    rows: {
      "identity": 2000,
      "reading": 20_000,
      "classification": 100_000,
      "composition": 20_000,
      "working memory": 40_000,
      "synonym": 20_000,
      "recitation": 4000,
      "multi-anchor": 20_000,
      "statistical output": 9000,
    },
    network,
    steps: 3000,
    schedule: { ...SCHEDULE, initial: { gamma: 0.5 } },
    testRows: 500,
    readEvery: 200,
  },
  seeds: [0, 1, 2],
  steps: ({ rows, steps }) => Object.keys(rows).length * steps,
  async run({ rows, network, steps, schedule, testRows, readEvery }, seed, context) {
    const run: NineTasksRun = {};
    for (const name of Object.keys(rows) as (keyof typeof NINE_TASKS)[]) {
      const task = NINE_TASKS[name](rows[name]);
      const training = { ...schedule, network, rows: rows[name], steps };
      const sets = { test: testSentences(task, testRows, seed) };
      const options = { task, training, seed, sets, readEvery, context, part: name };
      run[name] = testCurves(await trainAndRead(options));
    }
    return run;
  },
});
