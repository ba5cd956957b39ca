import { assertEquals, assertRejects } from "@std/assert";
import { parameterCount } from "../../../../lib/nn/mod.ts";
import { generator } from "../../../../lib/random/mod.ts";
import { compositeTask, sampleStream } from "../../../../lib/sequences/anchors/mod.ts";
import { networkOf } from "../../../../lib/sequences/anchors/training/mod.ts";
import { offsetsAtSnapshots } from "../../../../lib/sequences/anchors/training/offsets_at_snapshots.ts";

const TASK = compositeTask("W");
const MODEL = networkOf({ kind: "transformer", layers: 1, width: 4, hidden: 4 }, TASK);
const batchOf = (mapping: number, rows: number) =>
  sampleStream(TASK, "test", generator(1), { mappings: [mapping] }).rows(0, rows);

/** Parameters of a network that always answers with one token. */
function answering(token: number): Float64Array {
  const parameters = new Float64Array(parameterCount(MODEL.parameters));
  parameters[parameters.length - TASK.vocabulary + token] = 1;
  return parameters;
}

Deno.test("medians of answer − key are told for each mapping and snapshot", async () => {
  const snapshots = [60, 70].map((token, i) => ({
    step: 10 * i,
    values: { parameters: [...answering(token)] },
  }));
  const batches = [batchOf(0, 21), batchOf(5, 9)];
  const { steps, added } = await offsetsAtSnapshots({ model: MODEL, snapshots }, TASK, batches);
  const middle = ({ keys }: typeof batches[number]) => [...keys].sort((a, b) => a - b)[(keys.length - 1) / 2];
  const names = [0, 5].map((mapping) => TASK.mappings[mapping].anchors.join(", "));
  assertEquals(steps, [0, 10]);
  assertEquals(added, {
    [names[0]]: [60 - middle(batches[0]), 70 - middle(batches[0])],
    [names[1]]: [60 - middle(batches[1]), 70 - middle(batches[1])],
  });
});

Deno.test("a mapping in two batches is refused", async () => {
  const batches = [batchOf(2, 3), batchOf(2, 4)];
  await assertRejects(
    () => offsetsAtSnapshots({ model: MODEL, snapshots: [] }, TASK, batches),
    RangeError,
    "mapping 2",
  );
});
