import { assert, assertEquals } from "@std/assert";
import { lines } from "../../lib/experiments/workers/worker_protocol.ts";
import { invert } from "../support/killed_inversion.ts";
import { withTemporaryFolder } from "../support/temporary_folder.ts";

const PROGRAM = new URL("../support/killed_inversion.ts", import.meta.url);

/** Starts the program, and kills it after some iterations if so asked; returns those that it told of. */
async function start(args: readonly string[], killAfter = Infinity): Promise<number[]> {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-lock", "--no-check", PROGRAM.href, ...args],
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const steps: number[] = [];
  for await (const line of lines(child.stdout)) {
    steps.push(Number(line));
    if (steps.length === killAfter) child.kill("SIGKILL");
  }
  assertEquals((await child.status).signal === "SIGKILL", killAfter < Infinity);
  return steps;
}

Deno.test("an inversion that is killed twice goes on from its checkpoint and ends with the bits of one left alone", () =>
  withTemporaryFolder(async (folder) => {
    const files = [`${folder}/run.checkpoint`, `${folder}/result.json`];
    const first = await start([...files, "200"], 3), second = await start([...files, "200"], 2);
    assert(second[0] > first[0], `began anew at ${second[0]} after ${first}`);
    const last = await start([...files, "0"]);
    assert(last[0] > second[0], `began anew at ${last[0]} after ${second}`);
    const { parameters, ...whole } = await invert({});
    assertEquals(JSON.parse(await Deno.readTextFile(files[1])), { ...whole, parameters: [...parameters] });
  }));
