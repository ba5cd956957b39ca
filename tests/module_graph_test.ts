import { assert, assertEquals } from "@std/assert";
import { join } from "node:path";
import { REPOSITORY_ROOT } from "../lib/cli/repository.ts";

/** Folders of lib that a builder can use without the weight of an engine or a browser. */
const LIGHT = [
  "random",
  "spectral",
  "linalg",
  "stats",
  "data",
  "claims",
  "sequences/anchors",
  "sequences/chains",
  "identifiability",
  "interpret/matching",
  "interpret/measures",
];
const HEAVY = [/^@tensorflow\//, /^onnxruntime/, /^jsdom$/, /^plotly/, /^@resvg\//, /^protobufjs$/];

/** Names of all npm packages in the module graph of a file, those that packages need in turn included. */
async function packages(file: string): Promise<string[]> {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["info", "--json", "--no-lock", file],
    cwd: REPOSITORY_ROOT,
    env: { NO_COLOR: "1" },
  }).output();
  assertEquals(code, 0, new TextDecoder().decode(stderr));
  const graph: unknown = JSON.parse(new TextDecoder().decode(stdout));
  const { modules, npmPackages } = graph as {
    modules: { specifier: string; error?: string }[];
    npmPackages: Record<string, { name: string }>;
  };
  for (const { specifier, error } of modules) assertEquals(error, undefined, specifier);
  return Object.values(npmPackages).map(({ name }) => name);
}

for (const folder of LIGHT) {
  Deno.test(`lib/${folder} loads no engine, no browser and no figure library`, async () => {
    const names = await packages(join(REPOSITORY_ROOT, "lib", folder, "mod.ts"));
    assertEquals(names.filter((name) => HEAVY.some((pattern) => pattern.test(name))), []);
  });
}

Deno.test("the check sees packages at all: spectral needs fft.js, stats simple-statistics, graph an engine", async () => {
  assert((await packages(join(REPOSITORY_ROOT, "lib", "spectral", "mod.ts"))).includes("fft.js"));
  assert((await packages(join(REPOSITORY_ROOT, "lib", "stats", "mod.ts"))).includes("simple-statistics"));
  const engine = await packages(join(REPOSITORY_ROOT, "lib", "graph", "mod.ts"));
  assert(engine.some((name) => HEAVY.some((pattern) => pattern.test(name))));
});
