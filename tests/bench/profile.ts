/**
 * Per-op times of a workload on this engine, from ONNX Runtime's own profile:
 * `deno run -A tests/bench/profile.ts NAME [STEPS] [THREADS]` prints a table by kind of op and one by op and shapes.
 *
 * @module
 */
import ort from "onnxruntime-node";
import { join } from "node:path";
import { type ProfileEvent, profileTable } from "../../lib/cli/bench/profile.ts";
import type { Workload } from "./workload.ts";
import { chosenWorkloads } from "./workloads.ts";

type CreateSession = (
  model: Uint8Array,
  options: ort.InferenceSession.SessionOptions,
) => Promise<ort.InferenceSession>;

const WARM_UP_STEPS = 5;
const [name, steps = "100", threads = "1"] = Deno.args;
const workload = chosen(name);
const folder = await Deno.makeTempDir({ prefix: "bench-profile-" });
try {
  // The engine makes its sessions itself, so that what is profiled is what it runs: only this option is added.
  const sessions: ort.InferenceSession[] = [];
  const runtime = ort.InferenceSession as unknown as { create: CreateSession };
  const create = runtime.create.bind(ort.InferenceSession);
  runtime.create = async (model, options) => {
    const profileFilePrefix = join(folder, `${sessions.length}`);
    const session = await create(model, { ...options, enableProfiling: true, profileFilePrefix });
    sessions.push(session);
    return session;
  };
  const runner = await workload.ours({ threads: Number(threads) });
  const runs = countRuns(sessions);
  await runner.advance(WARM_UP_STEPS);
  const warmUpRuns = runs.map((count) => count());
  await runner.advance(Number(steps));
  sessions.forEach((session) => session.endProfiling());
  const events = await Promise.all(sessions.map((_, k) => readEvents(k)));
  console.log(profileTable(events.flatMap((own, k) => afterRuns(own, warmUpRuns[k])), Number(steps)));
} finally {
  await Deno.remove(folder, { recursive: true });
}

function chosen(name: string): Workload {
  try {
    return chosenWorkloads([name])[0];
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    console.error(error.message);
    Deno.exit(2);
  }
}

function countRuns(sessions: readonly ort.InferenceSession[]): (() => number)[] {
  return sessions.map((session) => {
    let count = 0;
    const run = session.run.bind(session) as (...given: unknown[]) => Promise<never>;
    session.run = (...given: unknown[]) => {
      count++;
      return run(...given);
    };
    return () => count;
  });
}

async function readEvents(session: number): Promise<ProfileEvent[]> {
  const files = [...Deno.readDirSync(folder)].filter(({ name }) => name.startsWith(`${session}_`));
  return JSON.parse(await Deno.readTextFile(join(folder, files[0].name)));
}

/** Events that began after the first `count` runs had ended. */
function afterRuns(events: readonly ProfileEvent[], count: number): ProfileEvent[] {
  const ends = events.filter(({ name }) => name === "model_run").map(({ ts, dur }) => ts + dur).sort((a, b) =>
    a - b
  );
  return events.filter(({ ts }) => ts >= ends[count - 1]);
}
