/** A notebook's folder with one experiment, for tests of what computes, stores and proves its cases. */
import { pathToFileURL } from "node:url";
import { type AnyExperiment, loadExperiment } from "../../lib/experiments/mod.ts";
import { withTemporaryFolder } from "./temporary_folder.ts";

const LIBRARY = import.meta.resolve("../../lib/experiments/mod.ts");

/** An experiment of one kind of settings: twice as fast at quick, its result is factor × seed. */
export function productSource({ factor = 2, revision = 1, times = "factor" } = {}): string {
  return `import { experiment } from "${LIBRARY}";
export default experiment<{ factor: number }, { product: number }>({
  at: import.meta,
  revision: ${revision},
  engine: "host",
  settings: { factor: ${factor} },
  seeds: [1, 2, 3],
  quick: { seeds: [1] },
  steps: () => 1,
  run: ({ factor }, seed) => Promise.resolve({ product: ${times} * seed }),
});
`;
}

/** An experiment of many cases: its second block repeats a case of the first; seed 9 of factor 4 fails. */
export function casesSource(): string {
  return `import { cases } from "${LIBRARY}";
export default cases<{ factor: number }, number>({
  at: import.meta,
  revision: 1,
  engine: "host",
  blocks: [
    { name: "first", settings: [{ factor: 2 }], seeds: [1, 2] },
    { name: "second", settings: [{ factor: 3 }, { factor: 2 }], seeds: [1] },
    { name: "third", settings: [{ factor: 4 }], seeds: [9, 5] },
  ],
  steps: ({ factor }) => factor,
  seconds: ({ factor }) => 60 * factor,
  run({ factor }, seed) {
    if (seed === 9) throw new RangeError("no luck");
    return Promise.resolve(factor * seed);
  },
});
`;
}

/** Gives `notebooks/99_test/NAME.ts` of a temporary repository to the body; `load` reads it as it is at the moment. */
export function withPaperModule(
  source: string,
  body: (
    paper: {
      root: string;
      write(source: string): Promise<void>;
      load(): Promise<AnyExperiment<unknown, unknown>>;
    },
  ) => Promise<void>,
  name = "product",
): Promise<void> {
  return withTemporaryFolder(async (root) => {
    const folder = `${root}/notebooks/99_test`, path = `${folder}/${name}.ts`;
    await Deno.mkdir(folder, { recursive: true });
    await Deno.writeTextFile(path, source);
    let version = 0;
    await body({
      root,
      write: (text) => Deno.writeTextFile(path, text),
      async load() {
        // A process keeps a module that it has loaded: each version needs a folder of its own.
        const own = pathToFileURL(path);
        if (version++ > 0) own.search = `?${version}`;
        const loaded = await loadExperiment(own);
        return { ...loaded, module: pathToFileURL(path).href };
      },
    });
  });
}
