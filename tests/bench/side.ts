/**
 * One side of a workload in a process of its own: `deno run -A tests/bench/side.ts ours|tfjs NAME`.
 *
 * It reads requests, one JSON line each, from standard input (`{"do": "losses", "steps": n}`,
 * `{"do": "time", "steps": n}`) and answers each by one JSON line; the first line it prints names versions.
 *
 * @module
 */
import ort from "onnxruntime-node";
import * as tf from "@tensorflow/tfjs";
import process from "node:process";
import { createInterface } from "node:readline";
import { chosenWorkloads } from "./workloads.ts";

const [side, name] = Deno.args;
const [workload] = chosenWorkloads([name]);
const make = side === "ours" ? workload.ours : workload.tfjs;
const answer = (value: unknown) => console.log(JSON.stringify(value));

if (!make) {
  answer({ absent: "TF.js cannot compute this workload" });
} else {
  const runner = await make();
  answer({
    versions: side === "ours"
      ? { deno: Deno.version.deno, onnxruntime: ort.env.versions.node ?? ort.env.versions.common }
      : { tfjs: tf.version.tfjs },
  });
  for await (const line of createInterface({ input: process.stdin })) {
    const { do: what, steps } = JSON.parse(line) as { do: string; steps: number };
    if (what === "losses") answer({ losses: await runner.losses(steps) });
    else {
      const before = process.cpuUsage();
      await runner.advance(steps);
      const { user, system } = process.cpuUsage(before);
      answer({ millisecondsPerStep: (user + system) / 1000 / steps });
    }
  }
}
