import { assertEquals } from "@std/assert";
import { acousticSolver } from "../../lib/wave/mod.ts";
import { KERNEL_BYTES } from "../../lib/wave/kernel_bytes.ts";
import { assertKernelBytes } from "../support/kernel_bytes.ts";
import { smallSurvey } from "../support/wave.ts";

Deno.test("the kernel's bytes are those of its source", () =>
  assertKernelBytes("lib/wave/kernel.as.ts", "lib/wave/kernel_bytes.ts", KERNEL_BYTES));

Deno.test("the loop in time cannot allocate: the kernel is given a memory and nothing to enlarge it with", () => {
  const module = new WebAssembly.Module(KERNEL_BYTES);
  assertEquals(WebAssembly.Module.imports(module), [{ module: "env", name: "memory", kind: "memory" }]);
  const functions = WebAssembly.Module.exports(module).filter(({ kind }) => kind === "function");
  assertEquals(functions.map(({ name }) => name), ["setup", "forward", "backward", "energy"]);
  const memory = new WebAssembly.Memory({ initial: 1 });
  // A runtime with a heap would need room for it, or a start function that makes some.
  new WebAssembly.Instance(module, { env: { memory } });
  assertEquals(memory.buffer.byteLength, 65_536);
});

Deno.test("more shots of a solver take no more memory than the first", () => {
  const { settings, shot, wavelet, velocity } = smallSurvey(), solver = acousticSolver(settings);
  solver.setVelocity(velocity);
  const taken = [1, 2, 3].map(() => {
    solver.gradient(shot, wavelet, (data) => ({ misfit: 0, adjointSource: Float64Array.from(data) }));
    return solver.bytes();
  });
  assertEquals(new Set(taken).size, 1);
});
