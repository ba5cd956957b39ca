import { assertEquals, assertStringIncludes } from "@std/assert";
import { dirname, join } from "node:path";
import { checkExports } from "../../../lib/cli/checking/check_exports.ts";

/** What the check finds in a repository of these files. */
async function found(files: Readonly<Record<string, string>>): Promise<string> {
  const root = await Deno.makeTempDir();
  try {
    for (const [path, text] of Object.entries(files)) {
      await Deno.mkdir(dirname(join(root, path)), { recursive: true });
      await Deno.writeTextFile(join(root, path), text);
    }
    const { ok, output } = await checkExports(root);
    assertEquals(ok, output === "");
    return output;
  } finally {
    await Deno.remove(root, { recursive: true });
  }
}

const LIB = { "lib/stats/mean.ts": "export function mean(): number {\n  return 1;\n}\n" };
const REEXPORT = { "lib/stats/mod.ts": 'export { mean } from "./mean.ts";\n' };

Deno.test("an export that tests alone use is named with its file", async () => {
  const tests = { "tests/stats/mean_test.ts": 'import { mean } from "../../lib/stats/mod.ts";\nmean();\n' };
  const output = await found({ ...LIB, ...REEXPORT, ...tests });
  assertStringIncludes(output, "lib/stats/mean.ts: only tests use mean");
});

Deno.test("comments, strings, imports and handing on are no use", async () => {
  const other = '// mean()\nimport { mean } from "./mod.ts";\nconsole.log("mean");\n';
  assertStringIncludes(await found({ ...LIB, ...REEXPORT, "lib/stats/other.ts": other }), "use mean");
});

const USES: Record<string, Record<string, string>> = {
  "another file": { "lib/claims/row.ts": 'import { mean } from "../stats/mod.ts";\nmean();\n' },
  "its own file": { "lib/stats/mean.ts": `${LIB["lib/stats/mean.ts"]}mean();\n` },
  "a member of a namespace": {
    "notebooks/01_a/a.ts": 'import * as stats from "../../lib/stats/mod.ts";\nstats.mean();\n',
  },
  "the bench": { "tests/bench/a.ts": 'import { mean } from "../../lib/stats/mod.ts";\nmean();\n' },
  "an example on a page": { "lib/stats/README.md": "```ts\nmean();\n```\n" },
  "an example in its comment": {
    "lib/stats/mean.ts": `/**\n * The mean.\n *\n * \`\`\`ts\n * mean();\n * \`\`\`\n */\n${
      LIB["lib/stats/mean.ts"]
    }`,
  },
};

for (const [where, files] of Object.entries(USES)) {
  Deno.test(`a use in ${where} counts`, async () => {
    assertEquals(await found({ ...LIB, ...REEXPORT, ...files }), "");
  });
}

Deno.test("types may stand for themselves", async () => {
  assertEquals(
    await found({ "lib/a.ts": "export interface A {\n  b: number;\n}\nexport type C = A;\n" }),
    "",
  );
});
