import { assert, assertEquals, assertGreater } from "@std/assert";
import { generator } from "../../lib/random/mod.ts";
import { train, type TrainingRecord } from "../../lib/train/mod.ts";
import { smallTraining } from "../support/small_training.ts";
import { lines } from "../../lib/train/worker_protocol.ts";

const PROGRAM = new URL("../support/killed_training.ts", import.meta.url);

interface Outcome {
  signal: Deno.Signal | null;
  /** Steps that the program had done at its first and last word. */
  steps: number[];
}

/** Start the program, and kill it `milliseconds` after its first word if that is given. */
async function start(args: string[], milliseconds?: number): Promise<Outcome> {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-lock", PROGRAM.href, ...args],
    stdout: "piped",
    stderr: "null",
  }).spawn();
  const steps: number[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  for await (const line of lines(child.stdout)) {
    steps.push(Number(line));
    if (milliseconds !== undefined) timer ??= setTimeout(() => kill(child), milliseconds);
  }
  clearTimeout(timer);
  return { signal: (await child.status).signal, steps };
}

function kill(child: Deno.ChildProcess): void {
  try {
    child.kill("SIGKILL");
  } catch (error) {
    // It has come to its end by itself.
    if (!(error instanceof TypeError)) throw error;
  }
}

Deno.test("a training killed at drawn moments and started again gives the same bits", async () => {
  const folder = await Deno.makeTempDir({ prefix: "killed-training-" });
  try {
    const stream = generator(21), checkpoint = `${folder}/run.checkpoint`, output = `${folder}/record.json`;
    // At its own hand after a drawn step, so that what was saved before is certain.
    let from = 0;
    for (const at of [40 + stream.integer(80), 160 + stream.integer(80)]) {
      const { signal, steps } = await start([checkpoint, output, String(at)]);
      assertEquals(signal, "SIGKILL");
      assertGreater(steps[0], from, "it did not go on from the checkpoint");
      assertGreater(steps.at(-1)!, at - 1);
      // The last call before the kill was not saved, the one before it was.
      from = steps.at(-2)!;
    }
    // From outside, wherever it happens to be, perhaps while it writes.
    for (let round = 0; round < 2; round++) {
      await start([checkpoint, output, "never"], 1 + stream.integer(20));
    }
    const { signal } = await start([checkpoint, output, "never"]);
    assertEquals(signal, null);
    const record = JSON.parse(await Deno.readTextFile(output)) as TrainingRecord;
    const whole = await train(smallTraining({ steps: 400 }));
    assertEquals(record, { ...whole, parameters: [...whole.parameters] as unknown as Float64Array });
    assert(whole.steps.length > 50 && whole.snapshots.length === 4);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
