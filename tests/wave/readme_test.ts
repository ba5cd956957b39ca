import { assert, assertEquals, assertLess } from "@std/assert";
import { REPOSITORY_ROOT } from "../../lib/cli/repository.ts";
import { encodeNpy } from "../../lib/wave/readers/mod.ts";
import { runElsewhere } from "../support/run_elsewhere.ts";

Deno.test("the room's page inverts a model of one's own in 15 lines, in a project that only uses the library", async () => {
  const text = await Deno.readTextFile(`${REPOSITORY_ROOT}/lib/wave/README.md`);
  const [code, ...more] = [...text.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, block]) => block);
  assertEquals(more, []);
  const lines = code.split("\n").filter((line) => line.trim() !== "");
  assert(lines.length <= 15, `${lines.length} lines`);

  const nz = 30, nx = 40;
  const velocity = Float32Array.from({ length: nz * nx }, (_, i) => {
    const z = Math.floor(i / nx), x = i % nx;
    return 1700 + 30 * z + (Math.hypot(z - 14, x - 20) < 5 ? 300 : 0);
  });
  const files = { "velocity.npy": encodeNpy({ shape: [nz, nx], data: velocity }) };
  const output = await runElsewhere(code, ["run", "-A", "--check"], files);
  const [before, after] = [...output.matchAll(/\d[\d.e+-]*/g)].map(([number]) => Number(number));
  assertLess(after, 0.1 * before, output);
});
