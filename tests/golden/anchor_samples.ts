/**
 * Writes anchor_samples.json: what the first samples of each anchor task are, as hashes. A change of them changes what
 * every stored result of the tasks was trained on.
 *
 *     deno run -A tests/golden/anchor_samples.ts
 *
 * @module
 */
import { sampleStream, TASK_NAMES, taskByName } from "../../lib/sequences/anchors/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { sampleHash } from "./sample_hash.ts";

/** Hashes of 1000 training samples, by task. */
export function sampleHashes(): Record<string, string> {
  return Object.fromEntries(
    TASK_NAMES.map((name) => [
      name,
      sampleHash(sampleStream(taskByName(name), "train", generator(8)).rows(0, 1000)),
    ]),
  );
}

if (import.meta.main) {
  const file = new URL("anchor_samples.json", import.meta.url);
  await Deno.writeTextFile(file, JSON.stringify({ train: sampleHashes() }, null, 2) + "\n");
}
