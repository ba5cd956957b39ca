/**
 * One side of a workload in a process of its own:
 * `deno run -A tests/bench/side.ts ours|replay-BACKEND|tfjs-BACKEND NAME [THREADS]`, where BACKEND is one of TF.js's, with
 * this engine's program or without it.
 *
 * The first line it prints names versions, or says why the side is absent; then it answers requests, see `serve.ts`.
 *
 * @module
 */
import ort from "onnxruntime-node";
import * as tf from "@tensorflow/tfjs";
import { EngineError, type EngineName } from "../../lib/graph/mod.ts";
import { floatingPointOperations } from "./floating_point_operations.ts";
import { answer, serve } from "./serve.ts";
import { useTfjsBackend } from "./tfjs_backend.ts";
import type { Runner, Workload } from "./workload.ts";
import { chosenWorkloads } from "./workloads.ts";

const [side, name, threads = "1"] = Deno.args;
const [workload] = chosenWorkloads([name]);

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
