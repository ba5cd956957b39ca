/**
 * One side of a workload in a process of its own:
 * `deno run -A tests/bench/side.ts ours|replay-BACKEND|tfjs-BACKEND NAME [THREADS]`, where BACKEND is one of TF.js's, with
 * this engine's program or without it.
 *
 * It reads requests, one JSON line each, from standard input (`{"do": "losses", "steps": n}`,
 * `{"do": "time", "steps": n}`) and answers each by one JSON line; the first line it prints names versions, or says why
 * the side is absent.
 *
 * @module
 */
import ort from "onnxruntime-node";
import * as tf from "@tensorflow/tfjs";
import process from "node:process";
import { createInterface } from "node:readline";
import { EngineError, type EngineName } from "../../lib/graph/mod.ts";
import { floatingPointOperations } from "./floating_point_operations.ts";
import { useTfjsBackend } from "./tfjs_backend.ts";
import type { Runner, Workload } from "./workload.ts";
import { chosenWorkloads } from "./workloads.ts";

const [side, name, threads = "1"] = Deno.args;
const [workload] = chosenWorkloads([name]);
const answer = (value: unknown) => console.log(JSON.stringify(value));

try {
  const [kind, backend] = side.split("-") as [string, EngineName];
  await serve(kind === "tfjs" ? await tfjs(workload, backend) : await ours(workload, backend ?? "onnx"));
} catch (error) {
  if (!(error instanceof EngineError)) throw error;
  answer({ absent: error.message });
}

async function ours(workload: Workload, engine: EngineName): Promise<Runner> {
  const runner = await workload.ours({ engine, threads: Number(threads) });
  answer({
    versions: { deno: Deno.version.deno, onnxruntime: ort.env.versions.node ?? ort.env.versions.common },
    setup: runner.setup,
    operations: floatingPointOperations(runner.program),
  });
  return runner;
}

async function tfjs(workload: Workload, backend: EngineName): Promise<Runner> {
  if (!workload.tfjs) throw new EngineError(`TF.js cannot compute it: ${workload.tfjsLacks}`);
  await useTfjsBackend(backend);
  const runner = await workload.tfjs();
  answer({ versions: { tfjs: tf.version.tfjs } });
  return runner;
}

async function serve(runner: Runner): Promise<void> {
  for await (const line of createInterface({ input: process.stdin })) {
    const { do: what, steps } = JSON.parse(line) as { do: string; steps: number };
    if (what === "losses") {
      answer({ losses: await runner.losses(steps) });
      continue;
    }
    const began = performance.now(), before = process.cpuUsage();
    await runner.advance(steps);
    const { user, system } = process.cpuUsage(before);
    answer({
      millisecondsPerStep: (user + system) / 1000 / steps,
      wallMillisecondsPerStep: (performance.now() - began) / steps,
    });
  }
}
