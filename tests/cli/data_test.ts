import { assertEquals, assertStringIncludes } from "@std/assert";
import { realData } from "../data/real_data.ts";
import { withDataDirectory, withFolder } from "../data/support.ts";
import { runTask } from "./run_task.ts";

const real = realData("mnist");

Deno.test("task data without a name lists the sets with licence and presence", async () => {
  const { code, stdout } = await runTask("data");
  assertEquals(code, 0);
  for (const part of ["mnist", "CC BY-SA 3.0", "of 4 files", "11.6 MB"]) assertStringIncludes(stdout, part);
});

Deno.test("task data with an unknown name lists the known ones", async () => {
  const { code, stderr } = await runTask("data", "digits");
  assertEquals(code, 2);
  assertStringIncludes(stderr, 'data set "digits": not registered, allowed mnist');
});

Deno.test("task data rejects a second name and an address that is none", async () => {
  const two = await runTask("data", "mnist", "cifar10");
  assertEquals([two.code, two.stderr.includes("one name at a time")], [2, true]);
  const address = await runTask("data", "mnist", "--from", "ftp://example.org");
  assertEquals([address.code, address.stderr.includes("http or https")], [2, true]);
});

Deno.test("task data says so when PAPERS_DATA_DIR names no folder", async () => {
  const { code, stderr } = await withDataDirectory("no/such/folder", () => runTask("data"));
  assertEquals(code, 2);
  assertStringIncludes(stderr, 'PAPERS_DATA_DIR: "no/such/folder" is not a folder');
});

Deno.test({
  name: `task data fetches what a server has and reports what it lacks${real.note}`,
  ignore: real.ignore,
  fn: () =>
    withFolder(async (folder) => {
      // The server has the two test files only; the training files come first and fail.
      const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, async (request) => {
        const name = new URL(request.url).pathname.slice(1);
        if (!name.startsWith("t10k")) return new Response("no", { status: 404 });
        return new Response(await Deno.readFile(`${real.path}/mnist/${name}`));
      });
      try {
        const from = `http://127.0.0.1:${server.addr.port}`;
        const { code, stderr } = await runTask("data", "mnist", "--from", from, "--into", folder);
        assertEquals(code, 1);
        assertStringIncludes(stderr, "Cannot download train-images-idx3-ubyte.gz");
        assertStringIncludes(stderr, "try 3");
      } finally {
        await server.shutdown();
      }
    }),
});
