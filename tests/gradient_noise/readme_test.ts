import { assertEquals, assertLess } from "@std/assert";
import { REPOSITORY_ROOT } from "../../lib/cli/repository.ts";
import { runElsewhere } from "../support/run_elsewhere.ts";

Deno.test("the README's dial runs from outside the repository: the drift lowers R_1, with noise and without", async () => {
  const page = await Deno.readTextFile(`${REPOSITORY_ROOT}/lib/gradient_noise/dial/README.md`);
  const [[, code], ...more] = [...page.matchAll(/^```ts\n(.*?)^```$/gms)];
  assertEquals(more, []);
  const output = await runElsewhere(code, ["run", "--no-prompt", "--allow-ffi", "--check"]);
  const rows = [...output.matchAll(/a (\d), b (\d): R_S (\S+), R_1 (\S+)/g)].map((found) =>
    found.slice(1).map(Number)
  );
  assertEquals(rows.map(([a, b]) => [a, b]), [[0, 0], [1, 0], [0, 1], [1, 1]], output);
  const [none, drift, noise, both] = rows.map(([, , , regularizer]) => regularizer);
  assertLess(drift, none);
  assertLess(both, noise);
});
