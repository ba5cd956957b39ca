import { assert, assertEquals } from "@std/assert";
import config from "../../deno.json" with { type: "json" };
import { withTemporaryFolder } from "../support/temporary_folder.ts";

const README = new URL("../../lib/anomaly/README.md", import.meta.url);

const imports = new RegExp(`${config.name}/([\\w/]+)`, "g");

/** What the examples print, line by line. */
async function printed(): Promise<string[][]> {
  const text = await Deno.readTextFile(README), found: string[][] = [];
  const room = (name: string) => new URL(`../../lib/${name}/mod.ts`, import.meta.url).href;
  await withTemporaryFolder(async (folder) => {
    for (const [k, [, code]] of [...text.matchAll(/^```ts\n(.*?)^```$/gms)].entries()) {
      const lines: string[] = [], log = console.log;
      await Deno.writeTextFile(`${folder}/example${k}.ts`, code.replaceAll(imports, (_, name) => room(name)));
      console.log = (...values) => lines.push(values.join(" "));
      try {
        await import(`file://${folder}/example${k}.ts`);
      } finally {
        console.log = log;
      }
      found.push(lines);
    }
  });
  return found;
}

Deno.test("the examples of lib/anomaly/README.md run in ten lines, and find what they should", async () => {
  const [first] = (await Deno.readTextFile(README)).matchAll(/^```ts\n(.*?)^```$/gms);
  assert(first[1].split("\n").filter((line) => line.trim() !== "").length <= 10, first[1]);
  const [states, stream, benchmark] = await printed();
  assertEquals(states.map((line) => line.split(" ")[0]), ["KNN", "LOF", "MatrixProfile"]);
  const [plain, adjusted] = [...benchmark[1].matchAll(/0\.\d+/g)].map(([value]) => Number(value));
  assert(plain < 0.2 && adjusted > 0.8, benchmark[1]);
  for (const line of states) {
    const segments = [...line.matchAll(/(\d+)…(\d+)/g)].map(([, from, to]) => [Number(from), Number(to)]);
    const right = segments.filter(([from, to]) => to > 600 && from < 800);
    assert(right.length >= 2, `what overlaps 600…800: ${line}`);
    // The rate bounds the expected share of false discoveries, not each one.
    assert(segments.length - right.length <= 1, line);
  }
  const scores = stream.map((line) => Number(line.split(" ")[1]));
  assertEquals(stream.map((line) => Number(line.split(" ")[0])), [31, 32, 33, 34, 35, 36, 37, 38, 39]);
  assert(Math.min(...scores.slice(-2)) > Math.max(...scores.slice(0, 5)), `${scores}`);
});
