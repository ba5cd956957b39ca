/**
 * Writes anchor_samples.json: what the first samples of each anchor task are, as hashes. A change of them changes what
 * every stored result of the tasks was trained on.
 *
 *     deno run -A tests/golden/anchor_samples.ts
 *
 * @module
 */
import { createHash } from "node:crypto";
import { sampleStream, TASK_NAMES, taskByName } from "../../lib/anchors/mod.ts";
import { generator } from "../../lib/random/mod.ts";

/** The first 16 digits of the SHA-256 digest of tokens and labels of 1000 training samples, by task. */
export function sampleHashes(): Record<string, string> {
  return Object.fromEntries(TASK_NAMES.map((name) => {
    const { tokens, labels } = sampleStream(taskByName(name), "train", generator(8)).rows(0, 1000);
    const hash = createHash("sha256");
    for (const array of [tokens, labels]) hash.update(array.join(" ")).update("\n");
    return [name, hash.digest("hex").slice(0, 16)];
  }));
}

if (import.meta.main) {
  const file = new URL("anchor_samples.json", import.meta.url);
  await Deno.writeTextFile(file, JSON.stringify({ train: sampleHashes() }, null, 2) + "\n");
}
