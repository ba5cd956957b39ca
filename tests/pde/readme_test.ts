import { assertEquals, assertGreater, assertLess } from "@std/assert";
import { REPOSITORY_ROOT } from "../../lib/cli/repository.ts";
import { runElsewhere } from "../support/run_elsewhere.ts";

Deno.test("the README's jump of Burgers' equation runs from outside the repository, and the weights lower it", async () => {
  const page = await Deno.readTextFile(`${REPOSITORY_ROOT}/lib/pde/README.md`);
  const [[, code], ...more] = [...page.matchAll(/^```ts\n(.*?)^```$/gms)];
  assertEquals(more, []);
  const output = await runElsewhere(code, ["run", "--no-prompt", "--allow-ffi", "--check"]);
  const [plain, weighted, ...rest] = [...output.matchAll(/rise (\S+) times/g)].map(([, times]) =>
    Number(times)
  );
  assertEquals(rest, [], output);
  assertGreater(plain, 3);
  assertLess(weighted, plain / 2);
});
