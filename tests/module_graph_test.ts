import { assert, assertEquals } from "@std/assert";
import { dirname, join } from "node:path";
import { REPOSITORY_ROOT } from "../lib/cli/repository.ts";

/** Folders of lib that a builder can use without the weight of an engine or a browser. */
const LIGHT = [
  "random",
  "spectral",
  "linalg",
  "stats",
  "data",
  "anomaly/metrics",
  "claims",
  "sequences/anchors",
  "sequences/chains",
  "identifiability",
  "wave/measures",
  "wave/models",
  "wave/readers",
  "wave/regularisers",
  "wave/signals",
  "wave/surveys",
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

/** Local files of the library and the files that each imports, types included. */
async function imports(): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, string[]>();
  for await (const path of typescriptFiles(join(REPOSITORY_ROOT, "lib"))) {
    const text = (await Deno.readTextFile(path)).replace(/\/\*[\s\S]*?\*\//g, "");
    const specifiers = [...text.matchAll(/\b(?:from|import)\s+"(\.[^"]+)"/g)].map(([, specifier]) =>
      specifier
    );
    found.set(path, specifiers.map((specifier) => join(dirname(path), specifier)));
  }
  return found;
}

async function* typescriptFiles(folder: string): AsyncGenerator<string> {
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    if (isDirectory) yield* typescriptFiles(join(folder, name));
    else if (name.endsWith(".ts")) yield join(folder, name);
  }
}

/** A path that leads from a file back to it, if there is one in the graph. */
function circle(graph: ReadonlyMap<string, readonly string[]>): string[] | null {
  const done = new Set<string>(), path: string[] = [];
  const visit = (file: string): string[] | null => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return null;
    path.push(file);
    for (const next of graph.get(file) ?? []) {
      const found = visit(next);
      if (found) return found;
    }
    path.pop();
    done.add(file);
    return null;
  };
  for (const file of graph.keys()) {
    const found = visit(file);
    if (found) return found;
  }
  return null;
}

Deno.test("no file of the library imports itself by way of others, not even for types", async () => {
  const graph = await imports();
  assert(graph.size > 300, `only ${graph.size} files were read`);
  assertEquals(circle(graph)?.map((file) => file.slice(REPOSITORY_ROOT.length)) ?? null, null);
  assertEquals(circle(new Map([["a", ["b"]], ["b", ["c", "d"]], ["c", []], ["d", ["b"]]])), ["b", "d", "b"]);
});
