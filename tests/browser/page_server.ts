import { join } from "node:path";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".wasm": "application/wasm",
};

/** Serves a folder, whose page loads `page.js`, for the time of `body`. */
export async function withPage(folder: string, body: (address: string) => Promise<void>): Promise<void> {
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, async ({ url }) => {
    const { pathname } = new URL(url), [extension = ".html"] = /\.\w+$/.exec(pathname) ?? [];
    const content = pathname === "/"
      ? '<script type="module" src="page.js"></script>'
      : await Deno.readFile(join(folder, pathname)).catch(() => null);
    return new Response(content, {
      status: content === null ? 404 : 200,
      headers: { "content-type": TYPES[extension] ?? "text/plain" },
    });
  });
  try {
    await body(`http://127.0.0.1:${server.addr.port}/`);
  } finally {
    await server.shutdown();
  }
}
