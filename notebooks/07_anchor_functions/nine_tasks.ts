/** E4: nine tasks, one kind of network. */
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
import { trainOnTask, type TransformerNetwork } from "../../lib/sequences/anchors/training/mod.ts";
import { experiment } from "../../lib/experiments/mod.ts";
import { everySteps } from "../../lib/train/mod.ts";
import { SCHEDULE, type Schedule, testSentences } from "./one_anchor_training.ts";
import { rounded } from "./rounded.ts";

/** The panel, in the paper's order. */
export const NINE_TASKS = {
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

/** One of the panel. */
export type NineTask = keyof typeof NINE_TASKS;

/** Numbers of the set-up; where they come from stands in the notebook. */
export interface NineTasksSettings {
  rows: Record<NineTask, number>;
  network: TransformerNetwork;
  steps: number;
  schedule: Schedule;
  testRows: number;
  readEvery: number;
}

/** Loss and accuracy on the test sentences, by task. */
export type NineTasksRun = Record<string, { steps: number[]; loss: number[]; accuracy: number[] }>;

const full: NineTasksSettings = {
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
  network: { kind: "transformer", layers: 3, heads: 2, width: 64, hidden: 128 },
  steps: 3000,
  schedule: { ...SCHEDULE, initial: { gamma: 0.5 } },
  testRows: 500,
  readEvery: 200,
};

export default experiment<NineTasksSettings, NineTasksRun>({
  at: import.meta,
  revision: 1,
  settings: full,
  seeds: [0, 1, 2],
  steps: ({ rows, steps }) => Object.keys(rows).length * steps,
  async run({ rows, network, steps, schedule, testRows, readEvery }, seed, context) {
    const run: NineTasksRun = {};
    for (const name of Object.keys(rows) as NineTask[]) {
      const task = NINE_TASKS[name](rows[name]);
      const record = await trainOnTask({
        task,
        training: { ...schedule, network, rows: rows[name], steps },
        seed,
        sets: { test: testSentences(task, testRows, seed) },
        observeAt: everySteps(readEvery, steps),
        context,
        part: name,
      });
      run[name] = {
        steps: Array.from(record.steps),
        loss: rounded(record.curves["test/loss"]),
        accuracy: rounded(record.curves["test/accuracy"]),
      };
    }
    return run;
  },
});
