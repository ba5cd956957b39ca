/** C3 and B1: attention of the trained decoder, and how its answers change when edges are cut. */
import { identityTask } from "../../lib/sequences/anchors/mod.ts";
import { experiment } from "../../lib/experiments/mod.ts";
import { keyFlow } from "../../lib/interpret/measures/key_flow.ts";
import { readAttention } from "../../lib/interpret/mod.ts";
import { rowsWhere } from "../../lib/sequences/anchors/edit_batch.ts";
import { accuracyByCut } from "../../lib/sequences/anchors/training/key_circuit.ts";
import { rounded } from "../../lib/experiments/rounded.ts";
import { ONE_ANCHOR, SENTENCE, SMALL_DECODER, testSentences, trainAndRead } from "./training.ts";

/** What is cut or kept. */
export type Cut = keyof Awaited<ReturnType<typeof accuracyByCut>>;

/** One network. */
export interface KnockOutRun {
  steps: number[];
  test: number[];
  attentionSteps: number[];
  /** Mean over test sentences of A⁽²⁾ from the last position to the key. */
  broadcast: number[];
  /** Mean of A⁽¹⁾ from the key to the anchor before it. */
  shift: number[];
  /** Maps of the sentence `[step][layer]`, row-major; the second layer has a query at the last position only. */
  maps: number[][][];
  /** Accuracy on test sentences whose key is not the last token. */
  accuracy: Record<Cut, number>;
}

const common = { ...ONE_ANCHOR, rows: 2000, readEvery: 50, sentence: SENTENCE };

export default experiment({
  at: import.meta,
  revision: 1,
  settings: { ...common, steps: 2000, attentionAt: [0, 100, 150, 200, 250, 300, 400, 600, 1000, 2000] },
  seeds: [0, 1, 2, 3, 4],
  quick: {
    settings: { ...common, steps: 500, attentionAt: [0, 100, 150, 200, 250, 300, 400, 500] },
    seeds: [0, 1, 2],
  },
  steps: ({ steps }) => steps,
  async run(settings, seed, context): Promise<KnockOutRun> {
    const { rows, steps, schedule, vocabulary, testRows, readEvery, attentionAt, sentence } = settings;
    const task = identityTask({ vocabulary }), test = testSentences(task, testRows, seed);
    const training = { ...schedule, network: SMALL_DECODER, rows, steps };
    const options = { task, training, sets: { test }, readEvery, snapshotAt: attentionAt };
    const record = await trainAndRead({ ...options, seed, context, part: "decoder" });
    const { length } = task, last = length - 1, { model } = record;
    // If the key is the last token, the residual stream carries it without any attention.
    const before = rowsWhere(test, (row) => test.keyPositions[row] < last);
    const sequences = { tokens: before.tokens, count: before.rows, length };
    const broadcast: number[] = [], shift: number[] = [], maps: number[][][] = [];
    for (const { values } of record.snapshots) {
      const parameters = Float64Array.from(values.parameters);
      const flow = keyFlow(await readAttention(model, parameters, sequences), before.keyPositions);
      broadcast.push(flow.broadcast);
      shift.push(flow.shift);
      const [shown] = await readAttention(model, parameters, { tokens: sentence, count: 1, length });
      maps.push(shown.map(([map]) => rounded(map.weights)));
    }
    return {
      steps: record.steps,
      test: rounded(record.curves["test/accuracy"]),
      attentionSteps: record.snapshots.map(({ step }) => step),
      broadcast: rounded(broadcast),
      shift: rounded(shift),
      maps,
      accuracy: await accuracyByCut(model, record.parameters, before, seed),
    };
  },
});
