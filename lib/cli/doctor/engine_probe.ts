/**
 * Prints the status of the named engine on this machine as JSON. {@linkcode probeEngine} runs it in a separate process,
 * since an incompatible native library can end the process.
 *
 * @module
 */
import { type EngineName, type EngineStatus, engineStatus } from "../../graph/mod.ts";
import { commandOutput } from "../command_output.ts";

const TIMEOUT_MS = 300_000;

/** Status of an engine on this machine, found by a separate process. */
export async function probeEngine(engine: EngineName): Promise<EngineStatus> {
  const { stdout, stderr } = await commandOutput(
    [Deno.execPath(), "run", "-A", "--no-lock", "--quiet", import.meta.filename!, engine],
    TIMEOUT_MS,
  );
  const line = stdout.split("\n").at(-1) ?? "";
  if (line.startsWith("{")) return JSON.parse(line) as EngineStatus;
  const reason = stderr.split("\n").find((line) => /error/i.test(line)) ??
    "its process ended without a message";
  return { engine, state: "broken", details: reason.trim().slice(0, 200) };
}

if (import.meta.main) {
  console.log(JSON.stringify(await engineStatus(Deno.args[0] as EngineName)));
  Deno.exit();
}
