import { assert, assertEquals } from "@std/assert";
import { join } from "node:path";
import { commitNow } from "../../../lib/experiments/provenance/environment.ts";
import { earlierCode, removeEarlierCode } from "../../../lib/experiments/verify/earlier_code.ts";
import { exists } from "../../../lib/io/exists.ts";

Deno.test("proofs that ask at once for a commit get one whole checkout of it, which goes away again", async () => {
  const { commit } = await commitNow();
  const [one, other] = await Promise.all([earlierCode(commit), earlierCode(commit)]);
  assert(one !== null);
  assertEquals(other, one);
  assert(await exists(join(one, "lib/experiments/probe_process.ts")));
  assert(await exists(join(one, "tests/experiments/verify")));
  await removeEarlierCode();
  assertEquals(await exists(one), false);
});

Deno.test("there is no code of a commit that the repository does not hold", async () => {
  assertEquals(await earlierCode("0".repeat(40)), null);
  await removeEarlierCode();
});
