/** A notebook's folder with one grid, for tests of what computes and reads its cells. */
import { withTemporaryFolder } from "./temporary_folder.ts";

/** Three blocks: the second repeats a cell of the first; seed 9 of factor 4 fails. */
export function gridSource(factor = 1): string {
  return `export default {
  name: "product",
  settings: { quick: { factor: 2 }, full: { factor: 2 } },
  seeds: { quick: [1], full: [1] },
  grid: [
    { name: "first", settings: [{ factor: 2 }], seeds: [1, 2] },
    { name: "second", settings: [{ factor: 3 }, { factor: 2 }], seeds: [1] },
    { name: "third", settings: [{ factor: 4 }], seeds: [9, 5] },
  ],
  steps: ({ factor }) => factor,
  seconds: ({ factor }) => 60 * factor,
  async run({ factor }, seed) {
    if (seed === 9) throw new RangeError("no luck");
    return ${factor} * factor * seed;
  },
};
`;
}

/** A temporary repository's `notebooks/99_test/product.ts`. */
export function withGridModule(body: (module: URL, root: string) => Promise<void>): Promise<void> {
  return withTemporaryFolder(async (root) => {
    await Deno.mkdir(`${root}/notebooks/99_test`, { recursive: true });
    const module = new URL(`file://${root}/notebooks/99_test/product.ts`);
    await Deno.writeTextFile(module, gridSource());
    await body(module, root);
  });
}
