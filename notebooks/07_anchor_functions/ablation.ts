/** E2: which parts of a decoder the copying rule needs, and which only make training reliable. */
import { experiment } from "../../lib/experiments/mod.ts";
import { identityTask } from "../../lib/sequences/anchors/mod.ts";
import { trainOnTask, type TransformerNetwork } from "../../lib/sequences/anchors/training/mod.ts";
import { largest } from "../../lib/stats/mod.ts";
import { everySteps } from "../../lib/train/mod.ts";
import { ONE_ANCHOR, SMALL_DECODER, testSentences } from "./training.ts";

/** Accuracy on the test sentences, last and best, by network. */
export type AblationRun = Record<string, { test: number; bestTest: number }>;

const noNorm = { normalization: "none" } as const, noResidual = { residual: false } as const;
const noMlp = { hidden: 0 } as const, free = { mask: "none", project: false } as const;
const variant = (options: Partial<TransformerNetwork>) => ({ ...SMALL_DECODER, ...options });

export default experiment({
  at: import.meta,
  revision: 1,
  settings: {
    ...ONE_ANCHOR,
    networks: {
      "full": SMALL_DECODER,
      "no feed-forward": variant(noMlp),
      "no norm": variant(noNorm),
      "no norm, feed-forward": variant({ ...noNorm, ...noMlp }),
      "no residual, norm": variant({ ...noResidual, ...noNorm }),
      "attention with mask": variant({ ...noResidual, ...noNorm, ...noMlp }),
      "norm, residual": variant({ ...free, ...noMlp }),
      "residual": variant({ ...free, ...noMlp, ...noNorm }),
      "norm": variant({ ...free, ...noMlp, ...noResidual }),
      "attention only": variant({ ...free, ...noMlp, ...noNorm, ...noResidual }),
      "one layer": variant({ layers: 1 }),
    },
    rows: 1000,
    steps: 1000,
    readEvery: 500,
  },
  seeds: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
  steps: ({ networks, steps }) => Object.keys(networks).length * steps,
  async run({ networks, rows, steps, schedule, vocabulary, testRows, readEvery }, seed, context) {
    const task = identityTask({ vocabulary }), test = testSentences(task, testRows, seed);
    const observeAt = everySteps(readEvery, steps).slice(1),
      common = { task, seed, sets: { test }, observeAt, context };
    const run: AblationRun = {};
    for (const [name, network] of Object.entries(networks)) {
      const training = { ...schedule, network, rows, steps };
      const { curves } = await trainOnTask({ ...common, training, part: name });
      const tests = Array.from(curves["test/accuracy"]);
      run[name] = { test: tests.at(-1)!, bestTest: largest(tests) };
    }
    return run;
  },
});
