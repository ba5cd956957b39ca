import { assertEquals, assertStringIncludes } from "@std/assert";
import { type ProfileEvent, profileTable } from "../../../lib/cli/bench/profile.ts";

function node(op: string, dur: number, ...shapes: number[][]): ProfileEvent {
  const input_type_shape = shapes.map((shape) => ({ float: shape }));
  return { cat: "Node", name: `${op}_1_kernel_time`, ts: 0, dur, args: { op_name: op, input_type_shape } };
}

Deno.test("profileTable() adds up times by op and by shapes, and takes the loop's own time apart", () => {
  const events: ProfileEvent[] = [
    node("Gemm", 30, [2, 3], [3, 4]),
    node("Gemm", 10, [5, 5], [5, 5]),
    node("Gemm", 30, [2, 3], [3, 4]),
    node("Tanh", 10, [2, 4]),
    node("Loop", 100),
    { cat: "Session", name: "model_run", ts: 0, dur: 500, args: {} },
  ];
  const text = profileTable(events, 2);
  const lines = text.split("\n");
  assertStringIncludes(
    lines[0],
    "take 0.0400 ms, and the time between them, with the profile's overhead, is 0.0100 ms",
  );
  const cells = lines.map((line) => line.split(/  +/).map((cell) => cell.trim()));
  assertEquals(cells.filter(([op]) => op === "Gemm"), [["Gemm", "87.5 %", "35.0", "1.5"]]);
  assertEquals(cells.filter(([op]) => op.startsWith("Gemm [")), [
    ["Gemm [2,3] [3,4]", "75.0 %", "30.0", "1.0"],
    ["Gemm [5,5] [5,5]", "12.5 %", "5.0", "0.5"],
  ]);
  assertEquals(cells.filter(([op]) => op === "Loop"), []);
});
