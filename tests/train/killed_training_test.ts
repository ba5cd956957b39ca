import { assertEquals, assertGreater } from "@std/assert";
import { type Generator, generator } from "../../lib/random/mod.ts";
import { lines } from "../../lib/experiments/workers/worker_protocol.ts";
import { METHODS } from "../support/killed_training.ts";
import { withTemporaryFolder } from "../support/temporary_folder.ts";

const PROGRAM = new URL("../support/killed_training.ts", import.meta.url);
const PROGRAM_ENDED = "the program came to its end before it could be killed";

/** When to kill the program: some time after a word. */
interface Moment {
  word: number;
  milliseconds: number;
}

/** Start the program, and kill it at a moment if one is given. */
async function start(args: string[], moment?: Moment): Promise<{ killed: boolean; steps: number[] }> {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-lock", "--no-check", PROGRAM.href, ...args],
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const steps: number[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  for await (const line of lines(child.stdout)) {
    steps.push(Number(line));
    if (steps.length === moment?.word) timer = setTimeout(() => kill(child), moment.milliseconds);
  }
  clearTimeout(timer);
  return { killed: (await child.status).signal === "SIGKILL", steps };
}

function kill(child: Deno.ChildProcess): void {
  try {
    child.kill("SIGKILL");
  } catch (error) {
    // It has come to its end by itself.
    if (!(error instanceof TypeError)) throw error;
  }
}

/** How a method is killed: how often, after how many words at most, and how slow it is made, so that it does not end. */
interface Killing {
  kills: number;
  words: number;
  wait: number;
}

/** Kill a method at drawn moments, resume it to its end, and compare with a run that was left alone. */
async function survives(method: string, { kills, words, wait }: Killing, stream: Generator): Promise<void> {
  await withTemporaryFolder(async (folder) => {
    const checkpoint = `${folder}/run.checkpoint`, output = `${folder}/result.json`;
    let saved = 0;
    for (let round = 0; round < kills; round++) {
      const moment = { word: 1 + stream.integer(words), milliseconds: 25 * stream.uniform() };
      const { killed, steps } = await start([method, checkpoint, output, "0", `${wait}`], moment);
      assertEquals(killed, true, `${method}, kill ${round}: ${PROGRAM_ENDED}`);
      assertGreater(steps[0], saved, `${method} did not go on from what was saved before kill ${round}`);
      // Its last word was not saved for certain, the one before was.
      saved = Math.max(saved, steps.at(-2) ?? 0);
    }
    const { killed, steps } = await start([method, checkpoint, output, "60", "0"]);
    assertEquals(killed, false);
    assertGreater(steps[0], saved);
    const whole = JSON.stringify(await METHODS[method]({}));
    assertEquals(JSON.parse(await Deno.readTextFile(output)), JSON.parse(whole), method);
    assertEquals(
      Array.from(Deno.readDirSync(folder), ({ name }) => name).sort(),
      ["result.json", "run.checkpoint"],
      "killed writers' files were left",
    );
  });
}

Deno.test("20 kills at drawn moments: Adam with batches, dropout and a schedule, L-BFGS and least squares give the same bits", async () => {
  const stream = generator(21);
  await Promise.all([
    survives("adam", { kills: 10, words: 30, wait: 1 }, stream.fork("adam")),
    survives("lbfgs", { kills: 5, words: 6, wait: 10 }, stream.fork("lbfgs"))
      .then(() => survives("leastSquares", { kills: 5, words: 6, wait: 10 }, stream.fork("leastSquares"))),
  ]);
});
