import { join, relative } from "node:path";
import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { REPOSITORY_ROOT } from "../lib/cli/repository.ts";
import { runDeno } from "../lib/cli/run_deno.ts";
import config from "../deno.json" with { type: "json" };
import { withTemporaryFolder } from "./support/temporary_folder.ts";

/** A link across drives has no relative path, and Deno takes absolute ones for folders beside the wanted one. */
const canLink = Deno.build.os !== "windows";

Deno.test({
  name: "a project outside the repository type-checks and runs with graph, spectral and claims",
  ignore: !canLink,
  fn: () =>
    withTemporaryFolder(async (temporary) => {
      const folder = await Deno.realPath(temporary);
      await Deno.copyFile(join(REPOSITORY_ROOT, "tests/support/outside/main.ts"), join(folder, "main.ts"));
      // As README says it.
      const project = {
        links: [relative(folder, REPOSITORY_ROOT)],
        imports: {
          [config.name]: `jsr:${config.name}@${config.version}`,
          "@tensorflow/tfjs-core": config.imports["@tensorflow/tfjs-core"],
        },
      };
      await Deno.writeTextFile(join(folder, "deno.json"), JSON.stringify(project));
      const { code, output } = await runDeno(["run", "-A", "--check", "--no-lock", "--quiet", "main.ts"], {
        cwd: folder,
      });
      assertEquals(code, 0, output);
      const { verdict, value } = JSON.parse(output.trim().split("\n").at(-1)!);
      assertEquals(verdict, "reproduced");
      assertAlmostEquals(value, 1.5, 1e-3);
    }),
});

Deno.test("the package can be published: its exports, and nothing of the tasks, the tests and the notebooks", async () => {
  // The dry run asks no registry: it analyses the files and their types.
  const args = ["publish", "--dry-run", "--allow-dirty", "--no-check"];
  const { code, output } = await runDeno(args, { cwd: REPOSITORY_ROOT });
  assertEquals(code, 0, output);
  const published = [...output.matchAll(/file:\/\/\S+/g)].map(([address]) => decodeURIComponent(address));
  for (const path of Object.values(config.exports)) {
    assert(published.some((address) => address.endsWith(path.slice(1))), `${path} is not published`);
  }
  const wanted = /\/(lib\/(?!cli\/|site\/).*\.ts|lib\/graph\/README\.md|deno\.json|README\.md|LICENSE)$/;
  assertEquals(published.filter((address) => !wanted.test(address)), []);
});
