/**
 * Prints what this machine has of the engine that is named, as JSON: {@linkcode probeEngine} runs it in a process of its
 * own, since a native library that does not fit can end the process.
 *
 * @module
 */
import { type EngineName, type EngineStatus, engineStatus } from "../../graph/mod.ts";
import { commandOutput } from "../command_output.ts";

const TIMEOUT_MS = 300_000;

/** What this machine has of an engine, found by a process of its own. */
export async function probeEngine(engine: EngineName): Promise<EngineStatus> {
  const { stdout, stderr } = await commandOutput(
    [Deno.execPath(), "run", "-A", "--no-lock", "--quiet", import.meta.filename!, engine],
    TIMEOUT_MS,
  );
  const line = stdout.split("\n").at(-1) ?? "";
  if (line.startsWith("{")) return JSON.parse(line) as EngineStatus;
  const reason = stderr.split("\n").find((line) => /error/i.test(line)) ?? "its process ended without a word";
  return { engine, state: "broken", details: reason.trim().slice(0, 200) };
}

if (import.meta.main) {
  console.log(JSON.stringify(await engineStatus(Deno.args[0] as EngineName)));
  Deno.exit();
}
