/** Which engines this machine has, for tests that run on each. */
import { type EngineName, ENGINES, type EngineStatus, engineStatus } from "../../lib/graph/mod.ts";

/** Names of engines, separated by commas, whose absence is a failure; "all" for every engine. */
const REQUIRED_VARIABLE = "PAPERS_REQUIRE_ENGINES";

const LIST = Deno.env.get(REQUIRED_VARIABLE) ?? "";

/** Engines that must be present here. */
export const REQUIRED_ENGINES: readonly string[] = LIST === "all"
  ? ENGINES
  : LIST.split(",").map((name) => name.trim()).filter((name) => name !== "");

const unknown = REQUIRED_ENGINES.find((name) => !ENGINES.includes(name as EngineName));
if (unknown !== undefined) {
  throw new RangeError(`${REQUIRED_VARIABLE} names "${unknown}", allowed ${ENGINES.join(", ")} or all`);
}

/** One after another: they share TF.js's current backend. */
async function statuses(): Promise<EngineStatus[]> {
  const list: EngineStatus[] = [];
  for (const engine of ENGINES) list.push(await engineStatus(engine));
  return list;
}

/** What this machine has of each engine. */
export const ENGINE_STATUSES: readonly EngineStatus[] = await statuses();

/**
 * Defines a test for an engine: it is left out, with the reason in its name, where the engine is absent, and it fails
 * where the engine is broken, or absent though required.
 */
export function engineTest(
  { engine, state, details }: EngineStatus,
  what: string,
  body: () => Promise<void>,
): void {
  // Of the test files of one process, only the first has WebGPU: its own tests tell whether it is there.
  const taken = details.startsWith("another worker of this process");
  const fails = state === "broken" || (state === "absent" && REQUIRED_ENGINES.includes(engine) && !taken);
  Deno.test({
    name: `engines: ${what} on ${engine}${state === "present" ? "" : `, ${state}: ${details}`}`,
    ignore: state === "absent" && !fails,
    // Backends keep their device and memory to the end of the process.
    sanitizeResources: false,
    sanitizeOps: false,
    fn: async () => {
      if (fails) throw new Error(`engine ${engine} is ${state}: ${details}`);
      await body();
    },
  });
}
