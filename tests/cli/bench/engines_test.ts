import { assertEquals } from "@std/assert";
import { engineComparison } from "../../../lib/cli/bench/engines.ts";
import { benchRow } from "../../../lib/cli/bench/results.ts";

const PEAK = { float32: 200, float64: 100 };

function row(name: string, clocks: Record<string, number>) {
  const times = Object.fromEntries(Object.entries(clocks).map(([side, wall]) => [side, [{ cpu: 1, wall }]]));
  return benchRow({ name, title: name, extra: false, precision: "float32" }, { times }, PEAK);
}

Deno.test("the sentence on engines names the winner of each workload and how far the others are behind", () => {
  const rows = [
    row("small", { ours: 2, "replay-wasm": 5, "replay-cpu": 100, "tfjs-cpu": 1 }),
    row("wide", { ours: 40, "replay-wasm": 400, "replay-webgpu": 10 }),
  ];
  assertEquals(rows[1].engines, { onnx: 40, wasm: 400, webgpu: 10 });
  assertEquals(
    engineComparison(rows),
    "The fastest engine by the clock, of those on this machine: `onnx` on 1 of 2 workloads (small), `webgpu` on 1 of " +
      "2 workloads (wide). Elsewhere `wasm` takes 2.5 to 40 times as long, `cpu` takes 50 times as long, " +
      "`onnx` takes 4 times as long.",
  );
});

Deno.test("one engine that wins everywhere needs no list of workloads, and one engine alone no sentence", () => {
  const won = engineComparison([
    row("a", { ours: 1, "replay-cpu": 3 }),
    row("b", { ours: 1, "replay-cpu": 9 }),
  ]);
  assertEquals(won.includes("`onnx` on 2 of 2 workloads. "), true);
  assertEquals(won.includes("`cpu` takes 3 to 9 times as long"), true);
  assertEquals(engineComparison([row("a", { ours: 1, jax: 3 })]), "");
});
