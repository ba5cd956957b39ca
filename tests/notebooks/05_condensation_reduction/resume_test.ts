import { assert, assertEquals } from "@std/assert";
import { join } from "node:path";
import { lines } from "../../../lib/experiments/workers/worker_protocol.ts";
import { generator } from "../../../lib/random/mod.ts";
import { withTemporaryFolder } from "../../support/temporary_folder.ts";
import { smallSurrogate } from "./killed_surrogate.ts";

const PROGRAM = new URL("./killed_surrogate.ts", import.meta.url);

/** Starts the program, and kills it after a number of words where one is given. */
async function start(folder: string, output: string, words = Infinity): Promise<boolean> {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-lock", "--no-check", PROGRAM.href, folder, output],
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  let heard = 0;
  for await (const _ of lines(child.stdout)) if (++heard === words) child.kill("SIGKILL");
  return (await child.status).signal === "SIGKILL";
}

Deno.test("trainings, cuts and retrainings that are killed again and again give the bits of an uninterrupted run", async () => {
  await withTemporaryFolder(async (folder) => {
    const checkpoints = join(folder, "checkpoints"), output = join(folder, "result.json");
    await Deno.mkdir(checkpoints);
    const random = generator(5, "kills"), kept = () => [...Deno.readDirSync(checkpoints)].length;
    let before = 0;
    for (let kill = 0; kill < 4; kill++) {
      // A finished part says so in one word: later kills come after more of them.
      assert(await start(checkpoints, output, 5 + 6 * kill + random.integer(5)), `kill ${kill}`);
      assert(kept() > before, `nothing was kept before kill ${kill}`);
      before = kept();
    }
    assertEquals(await start(checkpoints, output), false);
    const whole = JSON.parse(JSON.stringify(await smallSurrogate()));
    assertEquals(JSON.parse(await Deno.readTextFile(output)), whole);
  });
});
