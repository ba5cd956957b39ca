import { assert, assertEquals, assertRejects, assertThrows } from "@std/assert";
import { sampleStream, singleChainTask } from "../../../../lib/sequences/chains/mod.ts";
import {
  chainModel,
  type ChainNetwork,
  type ChainTraining,
  trainOnChains,
  type TrainOnChainsOptions,
} from "../../../../lib/sequences/chains/training/mod.ts";
import { interpret, trace } from "../../../../lib/graph/mod.ts";
import { parameterCount, parametersByName, unflatten } from "../../../../lib/nn/mod.ts";
import { generator } from "../../../../lib/random/mod.ts";

const NETWORK: ChainNetwork = { layers: 2, width: 8, hidden: 12, normalization: "post" };
const SIZE = { vocabulary: 30, positions: 7 };
const TASK = singleChainTask({ links: 3, items: { from: 5, to: 25 }, vocabulary: 30, outside: [] });
const TRAINING: ChainTraining = {
  network: NETWORK,
  gamma: 0.5,
  batch: 16,
  steps: 12,
  rate: { start: 1e-4, peak: 3e-3, final: 1e-4, warmup: 3 },
  weightDecay: 0.01,
  clip: 1,
};

function options(network: ChainNetwork, changes: Partial<TrainOnChainsOptions> = {}): TrainOnChainsOptions {
  return {
    training: { ...TRAINING, network },
    vocabulary: 30,
    sequences: sampleStream(TASK, "train", generator(1)).rows(0, 64),
    seed: 1,
    sets: { test: sampleStream(TASK, "test", generator(1)).rows(0, 20) },
    observeAt: [0, 12],
    snapshotAt: [0],
    context: { signal: new AbortController().signal, progress() {}, checkpoint: () => undefined },
    part: "training",
    ...changes,
  };
}

Deno.test("fixed matrices and positions that are none stay as they are, everything else is trained", async () => {
  const network: ChainNetwork = { ...NETWORK, positions: "none", buffer: { kind: "gaussian", scale: 0.1 } };
  const { model, parameters, snapshots } = await trainOnChains(options(network));
  const before = parametersByName(Float64Array.from(snapshots[0].values.parameters), model.parameters);
  const after = parametersByName(parameters, model.parameters);
  for (const { name } of model.parameters) {
    const changed = after[name].some((value, i) => Math.fround(value) !== Math.fround(before[name][i]));
    assertEquals(changed, !model.fixed.includes(name), name);
  }
  assertEquals(model.fixed, ["positions.table", "buffer0", "buffer1", "buffer2"]);
  assert(after["positions.table"].every((value) => value === 0));
});

Deno.test("networks of one seed start with the same weights, whatever is added to them", () => {
  const plain = chainModel(NETWORK, SIZE), start = plain.initial(0.8, generator(4));
  const byName = parametersByName(start, plain.parameters);
  for (const kind of ["gaussian", "identity"] as const) {
    const model = chainModel({ ...NETWORK, buffer: { kind, scale: 0.3 } }, SIZE);
    const own = parametersByName(model.initial(0.8, generator(4)), model.parameters);
    for (const { name } of plain.parameters) assertEquals(own[name], byName[name], name);
    assertEquals(Array.from(own["layer1.qk_scale"]), [0.3]);
  }
});

Deno.test("several answers are the logits of the last positions, row by row", () => {
  const one = chainModel(NETWORK, SIZE), all = chainModel(NETWORK, { ...SIZE, answers: 3 });
  const flat = one.initial(0.5, generator(2)),
    tokens = Int32Array.of(9, 12, 7, 20, 11, 3, 4, 1, 2, 3, 4, 5, 6, 7);
  const logitsOf = (model: typeof one, tokens: Int32Array, length: number) => {
    const program = trace(
      ({ parameters, tokens }) => ({ logits: model.apply(unflatten(parameters, model.parameters), tokens) }),
      { parameters: [parameterCount(model.parameters)], tokens: { shape: [2, length], dtype: "int32" } },
    );
    return Array.from(interpret(program, { parameters: flat, tokens }).logits);
  };
  const three = logitsOf(all, tokens, 7), vocabulary = SIZE.vocabulary;
  for (const cut of [0, 1, 2]) {
    const length = 7 - cut;
    const shorter = Int32Array.from([0, 1].flatMap((row) => [...tokens.subarray(7 * row, 7 * row + length)]));
    const last = logitsOf(one, shorter, length);
    for (const row of [0, 1]) {
      const at = (3 * row + 2 - cut) * vocabulary;
      last.slice(row * vocabulary, (row + 1) * vocabulary).forEach((value, i) =>
        assert(Math.abs(value - three[at + i]) < 1e-9)
      );
    }
  }
});

Deno.test("what cannot be meant is refused by name", async () => {
  for (const gamma of [0, -0.5, NaN]) {
    assertThrows(
      () => chainModel(NETWORK, SIZE).initial(gamma, generator(1)),
      RangeError,
      `γ must be positive and finite, got ${gamma}`,
    );
  }
  const { sequences } = options(NETWORK);
  await assertRejects(
    () => trainOnChains(options(NETWORK, { sequences: { ...sequences, labels: sequences.labels.slice(1) } })),
    RangeError,
    "the training sequences: 63 labels are not the same number for each of 64 rows",
  );
  const longer = sampleStream(singleChainTask({ ...TASK, links: 4, steps: [2] }), "test", generator(1)).rows(
    0,
    5,
  );
  await assertRejects(
    () => trainOnChains(options(NETWORK, { sets: { longer } })),
    RangeError,
    'trainOnSequences: the set "longer" has 9 tokens and 1 answers a row, needed 7 and 1',
  );
});
