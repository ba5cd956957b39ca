import { assertEquals } from "@std/assert";
import { runDeno } from "../../lib/cli/run_deno.ts";
import { REPOSITORY_ROOT } from "../../lib/cli/repository.ts";

Deno.test("a second worker of a process is refused WebGPU, which would end the process", async () => {
  const graph = new URL("../../lib/graph/mod.ts", import.meta.url).href;
  const worker =
    `import { engineStatus } from "${graph}"; self.postMessage(await engineStatus("webgpu")); self.close();`;
  const program = `
    import { engineStatus } from "${graph}";
    const first = await engineStatus("webgpu");
    const worker = new Worker("data:application/typescript," + encodeURIComponent(${
    JSON.stringify(worker)
  }), { type: "module" });
    const second = await new Promise((resolve) => (worker.onmessage = ({ data }) => resolve(data)));
    console.log(JSON.stringify([first.state, second.state, second.details]));
    Deno.exit();
  `;
  const folder = await Deno.makeTempDir({ prefix: "webgpu-worker-" });
  try {
    await Deno.writeTextFile(`${folder}/program.ts`, program);
    const { code, output } = await runDeno(
      ["run", "-A", "--no-lock", "--quiet", `--config=${REPOSITORY_ROOT}/deno.json`, `${folder}/program.ts`],
      { cwd: REPOSITORY_ROOT },
    );
    assertEquals(code, 0, output);
    const [first, second, details] = JSON.parse(output.trim().split("\n")[0]);
    assertEquals(second, "absent");
    if (first === "present") {
      assertEquals(details, "another worker of this process has WebGPU, Deno allows one");
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
