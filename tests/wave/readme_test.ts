import { join } from "node:path";
import { assert, assertEquals, assertLess } from "@std/assert";
import { REPOSITORY_ROOT } from "../../lib/cli/repository.ts";
import { relativeL2 } from "../../lib/wave/measures/mod.ts";
import { gaussianSmooth, layeredFaultLens } from "../../lib/wave/models/mod.ts";
import { encodeNpy, readNpy } from "../../lib/wave/readers/mod.ts";
import { runElsewhere } from "../support/run_elsewhere.ts";

Deno.test("README's inversion of a model of one's own takes 15 lines or fewer, and brings it nearer to the truth", async () => {
  const text = await Deno.readTextFile(`${REPOSITORY_ROOT}/lib/wave/README.md`);
  const [code, ...more] = [...text.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, block]) => block);
  assertEquals(more, []);
  assert(code.split("\n").filter((line) => line.trim() !== "").length <= 15);
  const grid = { nz: 24, nx: 36, spacing: 25 }, { velocity } = layeredFaultLens(grid);
  await runElsewhere(code, ["run", "-A", "--check"], {
    files: { "model.npy": encodeNpy({ shape: [24, 36], data: Float32Array.from(velocity) }) },
    async after(folder) {
      const { data } = await readNpy(join(folder, "inverted.npy"));
      const before = relativeL2(gaussianSmooth(velocity, grid, 4), velocity);
      assertLess(relativeL2(data, velocity), 0.9 * before);
    },
  });
});
