import { assertEquals } from "@std/assert";

Deno.test("importing figures loads neither plotly.js nor jsdom", async () => {
  const mod = new URL("../../lib/figure/mod.ts", import.meta.url).href;
  const code = `await import(${JSON.stringify(mod)});
    const { createRequire } = await import("node:module");
    const loaded = Object.keys(createRequire(${JSON.stringify(mod)}).cache);
    console.log(JSON.stringify({
      document: "document" in globalThis,
      jsdom: loaded.filter((path) => path.includes("/jsdom/")).length,
      plotly: loaded.filter((path) => path.endsWith("plotly.min.js")).length,
    }));`;
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["eval", "--no-lock", "--config", new URL("../../deno.json", import.meta.url).pathname, code],
    stdout: "piped",
    stderr: "piped",
  }).output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
  assertEquals(JSON.parse(new TextDecoder().decode(stdout)), { document: false, jsdom: 0, plotly: 0 });
});
