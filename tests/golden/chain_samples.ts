/**
 * Writes chain_samples.json: what the first samples of each chain task and part are, as hashes. A change of them changes
 * what every stored result of the tasks was trained on.
 *
 *     deno run -A tests/golden/chain_samples.ts
 *
 * @module
 */
import {
  type ChainPart,
  chainTask,
  doubleChainTask,
  noisedChainTask,
  orderChainTask,
  sampleStream,
  singleChainTask,
} from "../../lib/sequences/chains/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { sampleHash } from "./sample_hash.ts";

const TASKS = [
  singleChainTask(),
  doubleChainTask(),
  noisedChainTask(),
  orderChainTask(),
  chainTask("single", { links: 4, steps: [2], items: { from: 20, to: 60 } }),
];
const PARTS: readonly ChainPart[] = ["train", "test", "outside"];

/** Hashes of 1000 samples, by task and part. */
export function chainHashes(): Record<string, string> {
  return Object.fromEntries(
    TASKS.flatMap((task) =>
      PARTS.map((part) => [
        `${task.name}, ${part}`,
        sampleHash(sampleStream(task, part, generator(8)).rows(0, 1000)),
      ])
    ),
  );
}

if (import.meta.main) {
  const file = new URL("chain_samples.json", import.meta.url);
  await Deno.writeTextFile(file, JSON.stringify(chainHashes(), null, 2) + "\n");
}
