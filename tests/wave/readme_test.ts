import { pathToFileURL } from "node:url";
import { assert, assertEquals } from "@std/assert";
import config from "../../deno.json" with { type: "json" };
import { REPOSITORY_ROOT } from "../../lib/cli/repository.ts";
import { runDeno } from "../../lib/cli/run_deno.ts";
import { relativeL2 } from "../../lib/wave/measures/mod.ts";
import { gaussianSmooth, layeredFaultLens } from "../../lib/wave/models/mod.ts";
import { encodeNpy, readNpy } from "../../lib/wave/readers/mod.ts";
import { withTemporaryFolder } from "../support/temporary_folder.ts";

Deno.test("README's inversion of a model of one's own takes 15 lines or fewer, and brings it nearer to the truth", () =>
  withTemporaryFolder(async (folder) => {
    const text = await Deno.readTextFile(`${REPOSITORY_ROOT}/lib/wave/README.md`);
    const [, code] = /^```ts\n(.*?)^```$/ms.exec(text)!;
    assert(code.trim().split("\n").filter((line) => line !== "").length <= 15);
    const own = Object.entries(config.exports).map(([name, path]) => [
      config.name + name.slice(1),
      pathToFileURL(`${REPOSITORY_ROOT}/${path}`).href,
    ]);
    await Deno.writeTextFile(
      `${folder}/deno.json`,
      JSON.stringify({ imports: { ...config.imports, ...Object.fromEntries(own) } }),
    );
    await Deno.writeTextFile(`${folder}/page.ts`, code);
    const grid = { nz: 24, nx: 36, spacing: 25 }, { velocity } = layeredFaultLens(grid);
    await Deno.writeFile(
      `${folder}/model.npy`,
      encodeNpy({ shape: [24, 36], data: Float32Array.from(velocity) }),
    );
    const { code: exit, output } = await runDeno(
      ["run", "-A", "--check", "--quiet", "--no-lock", "page.ts"],
      {
        cwd: folder,
      },
    );
    assertEquals(exit, 0, output);
    const { data } = await readNpy(`${folder}/inverted.npy`);
    const before = relativeL2(gaussianSmooth(velocity, grid, 4), velocity),
      after = relativeL2(data, velocity);
    assert(after < 0.9 * before, `${after} from ${before}`);
  }));
