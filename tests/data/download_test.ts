import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { createHash } from "node:crypto";
import { DownloadError, downloadSet, type RegisteredSet } from "../../lib/data/mod.ts";
import { withFolder } from "./support.ts";

const content = new TextEncoder().encode("forty-two bytes of a data set for testing.");
const sha256 = createHash("sha256").update(content).digest("hex");

type Handler = (request: Request, count: number) => Response | Promise<Response>;

/** Runs `use` with a set whose mirrors are served by `handlers` on loopback; returns how often each was asked. */
async function serving(
  handlers: readonly Handler[],
  use: (set: RegisteredSet, folder: string) => Promise<void>,
): Promise<number[]> {
  const counts = handlers.map(() => 0);
  const servers = handlers.map((handler, i) =>
    Deno.serve(
      { hostname: "127.0.0.1", port: 0, onListen: () => {} },
      (request) => handler(request, ++counts[i]),
    )
  );
  const set: RegisteredSet = {
    name: "toy",
    title: "a test",
    authors: "nobody",
    licence: "MIT",
    mirrors: servers.map(({ addr }) => `http://127.0.0.1:${addr.port}/files/`),
    files: [{ name: "a.bin", bytes: content.length, algorithm: "sha256", hash: sha256 }],
  };
  try {
    await withFolder((folder) => use(set, folder));
  } finally {
    await Promise.all(servers.map((server) => server.shutdown()));
  }
  return counts;
}

const good: Handler = (request) =>
  new URL(request.url).pathname === "/files/a.bin"
    ? new Response(content)
    : new Response("no", { status: 404 });
const missing: Handler = () => new Response("gone", { status: 404 });

async function filesIn(folder: string): Promise<string[]> {
  return (await Array.fromAsync(Deno.readDir(`${folder}/toy`))).map(({ name }) => name);
}

Deno.test("a file is fetched once, checked, and then known as present", async () => {
  const counts = await serving([good], async (set, folder) => {
    const messages: string[] = [];
    const options = { directory: folder, report: (message: string) => messages.push(message) };
    const [path] = await downloadSet(set, options);
    assertEquals(await Deno.readFile(path), content);
    assertEquals(await downloadSet(set, options), [path]);
    assertStringIncludes(messages[0], "42 bytes from http://127.0.0.1");
    assertEquals(messages[1], "a.bin: already there");
    assertEquals(await filesIn(folder), ["a.bin"]);
  });
  assertEquals(counts, [1]);
});

Deno.test("a published MD5 is checked as well", async () => {
  await serving([good], async (set, folder) => {
    const hash = createHash("md5").update(content).digest("hex");
    const files = [{ ...set.files[0], algorithm: "md5" as const, hash }];
    assertEquals((await downloadSet({ ...set, files }, { directory: folder })).length, 1);
  });
});

Deno.test("the next mirror is asked when one fails", async () => {
  const counts = await serving([missing, good], async (set, folder) => {
    await downloadSet(set, { directory: folder });
    assertEquals(await filesIn(folder), ["a.bin"]);
  });
  assertEquals(counts, [1, 1]);
});

Deno.test("a server that recovers is asked again", async () => {
  const recovering: Handler = (request, count) =>
    count < 3 ? new Response("busy", { status: 503 }) : good(request, count);
  const counts = await serving([recovering], async (set, folder) => {
    await downloadSet(set, { directory: folder, pauseMs: 1 });
  });
  assertEquals(counts, [3]);
});

/** Fetches from a server that never brings the file; checks the reason, the number of tries, and that nothing is left. */
async function failsWith(handler: Handler, reason: string): Promise<void> {
  const counts = await serving([handler], async (set, folder) => {
    const error = await assertRejects(
      () => downloadSet(set, { directory: folder, pauseMs: 1, idleMs: 300 }),
      DownloadError,
      reason,
    );
    assertStringIncludes(error.message, 'Cannot download a.bin of the data set "toy"');
    assertStringIncludes(error.message, "try 3");
    assertEquals(await filesIn(folder), []);
  });
  assertEquals(counts, [3]);
}

Deno.test("three refusals end the download, and the reason is told", () =>
  failsWith(missing, "answered 404"));

Deno.test("a wrong hash is refused and leaves no file", () =>
  failsWith(() => new Response(content.with(7, 0)), `registered is ${sha256}`));

Deno.test("a short file is refused and leaves no file", () =>
  failsWith(() => new Response(content.slice(0, 30)), "received 30 of 42 bytes"));

Deno.test("a file that is longer than registered is broken off", () => {
  const endless: Handler = () =>
    new Response(
      new ReadableStream({
        pull: (controller) => controller.enqueue(new Uint8Array(1000)),
      }),
    );
  return failsWith(endless, "more than the registered 42 bytes");
});

Deno.test("a connection that falls silent is given up", () => {
  const silent: Handler = () =>
    new Response(new ReadableStream({ start: (controller) => controller.enqueue(content.slice(0, 10)) }));
  return failsWith(silent, "no byte for 0.3 s");
});

Deno.test("a server that is not there is a download error", async () => {
  await withFolder(async (folder) => {
    const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    const { port } = listener.addr;
    listener.close();
    const set: RegisteredSet = {
      name: "toy",
      title: "",
      authors: "",
      licence: "",
      mirrors: [`http://127.0.0.1:${port}/`],
      files: [{ name: "a.bin", bytes: 1, algorithm: "sha256", hash: sha256 }],
    };
    await assertRejects(() => downloadSet(set, { directory: folder, pauseMs: 1 }), DownloadError, "try 3");
    assertEquals(await filesIn(folder), []);
  });
});

Deno.test("a file that is there but damaged is replaced", async () => {
  const counts = await serving([good], async (set, folder) => {
    await Deno.mkdir(`${folder}/toy`);
    await Deno.writeFile(`${folder}/toy/a.bin`, content.with(0, 0));
    const [path] = await downloadSet(set, { directory: folder });
    assertEquals(await Deno.readFile(path), content);
  });
  assertEquals(counts, [1]);
});

Deno.test("a number of tries that is no count is rejected", async () => {
  await serving([good], async (set, folder) => {
    await assertRejects(() => downloadSet(set, { directory: folder, tries: 0 }), RangeError, "got 0");
  });
});
