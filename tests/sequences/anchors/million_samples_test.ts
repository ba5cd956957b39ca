import { assertEquals } from "@std/assert";
import { type Part, sampleStream, TASK_NAMES, taskByName } from "../../../lib/sequences/anchors/mod.ts";
import { generator } from "../../../lib/random/mod.ts";
import { KEY_RULES } from "./rule_book.ts";
import { rowCheck } from "./violations.ts";

const SAMPLES = 1_000_000, BATCH = 20_000;

for (const name of TASK_NAMES) {
  const parts: Part[] = KEY_RULES[name]?.unseen ? ["train", "test", "unseen"] : ["train", "test"];
  Deno.test(`of 10⁶ samples of ${name}, none breaks a rule of split, range, noise or label`, () => {
    const task = taskByName(name), shares = parts.length === 2 ? [0.8, 0.2] : [0.8, 0.1, 0.1];
    let seen = 0;
    parts.forEach((part, i) => {
      const check = rowCheck(name, part), stream = sampleStream(task, part, generator(8, name));
      for (let from = 0; from < shares[i] * SAMPLES; from += BATCH) {
        const batch = stream.rows(from, BATCH);
        for (let row = 0; row < BATCH; row++) {
          const broken = check(batch, row);
          if (!broken) continue;
          const tokens = batch.tokens.subarray(row * batch.length, (row + 1) * batch.length);
          throw new Error(`${part}, row ${from + row}: ${broken}: ${tokens}, label ${batch.labels[row]}`);
        }
        seen += BATCH;
      }
    });
    assertEquals(seen, SAMPLES);
  });
}

Deno.test("the check of samples finds a label, a noise token, a residue and an anchor that are wrong", () => {
  const check = rowCheck("identity", "train"),
    at = (change: (row: Int32Array, labels: Int32Array) => void) => {
      const batch = sampleStream(taskByName("identity"), "train", generator(1)).rows(0, 1);
      change(batch.tokens, batch.labels);
      return check(batch, 0);
    };
  const anchor = (row: Int32Array) => row.indexOf(3), other = (row: Int32Array) => (anchor(row) + 4) % 9;
  assertEquals(at(() => {}), undefined);
  assertEquals(at((_, labels) => labels[0]++)?.slice(0, 5), "label");
  assertEquals(at((row) => row[other(row)] = 101), "noise 101");
  assertEquals(at((row) => row[anchor(row)] = 30), "no anchor");
  assertEquals(at((row) => row[anchor(row) + 1] = anchor(row) + 32)?.slice(0, 7), "residue");
});
