import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { CellTimeoutError, Kernel, KernelDiedError } from "../../lib/jupyter/kernel.ts";

const KERNEL_MODULE = new URL("../../lib/jupyter/kernel.ts", import.meta.url).href;

Deno.test("Kernel executes cells one after the other and keeps their state", async () => {
  await using kernel = await Kernel.start();
  assertEquals((await kernel.execute("const a = 1")).status, "ok");
  const reply = await kernel.execute("if (a !== 1) throw new Error('lost')");
  assertEquals([reply.status, reply.executionCount], ["ok", 2]);
});

Deno.test("Kernel replies with the error of a cell that throws", async () => {
  await using kernel = await Kernel.start();
  const reply = await kernel.execute("throw new RangeError('bad')");
  assertEquals([reply.status, reply.errorName, reply.errorMessage], ["error", "RangeError", "bad"]);
});

Deno.test("Kernel answers an interrupt and can be shut down twice", async () => {
  const kernel = await Kernel.start();
  assertEquals(await kernel.interrupt(), true);
  await kernel.shutdown();
  await kernel.shutdown();
  await assertRejects(() => kernel.execute("1"), KernelDiedError);
  await assertRejects(() => kernel.interrupt(), KernelDiedError);
});

Deno.test("Kernel says with which words a process ended that was to be a kernel", async () => {
  const program = "console.error('no such device'); Deno.exit(7)";
  const error = await assertRejects(
    () => Kernel.start({ command: [Deno.execPath(), "eval", program] }),
    KernelDiedError,
    "exit code 7",
  );
  assertStringIncludes((error as Error).message, "no such device");
});

Deno.test("Kernel says that a process does not answer", async () => {
  const command = [Deno.execPath(), "eval", "await new Promise((resolve) => setTimeout(resolve, 60_000))"];
  await assertRejects(
    () => Kernel.start({ command, startTimeoutMs: 300 }),
    CellTimeoutError,
    "did not answer",
  );
});

Deno.test("Kernel.start() rejects a command that does not exist", async () => {
  await assertRejects(() => Kernel.start({ command: ["no-such-program-here"] }), Deno.errors.NotFound);
});

Deno.test({
  name: "A kernel ends when the program that started it is killed, even while a cell computes",
  ignore: Deno.build.os === "windows",
  fn: async () => {
    const program = `const { Kernel } = await import("${KERNEL_MODULE}");
const kernel = await Kernel.start();
const running = kernel.execute("while (true);");
console.log(kernel.pid);
await running;`;
    const owner = new Deno.Command(Deno.execPath(), {
      args: ["eval", "--no-lock", program],
      stdin: "null",
      stdout: "piped",
      stderr: "null",
    }).spawn();
    const reader = owner.stdout.pipeThrough(new TextDecoderStream()).getReader();
    const pid = Number((await reader.read()).value);
    assertEquals(Number.isSafeInteger(pid) && pid > 1, true);
    owner.kill("SIGKILL");
    await owner.status;
    await reader.cancel();
    // The guard has no deadline of its own; the loop only bounds a failing test.
    for (let tries = 0; tries < 200 && exists(pid); tries++) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    assertEquals(exists(pid), false);
  },
});

function exists(pid: number): boolean {
  try {
    Deno.kill(pid, "SIGCONT");
    return !isZombie(pid);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

/** In a container without an init process nobody collects a process whose parent was killed. */
function isZombie(pid: number): boolean {
  if (Deno.build.os !== "linux") return false;
  try {
    return /\) Z /.test(Deno.readTextFileSync(`/proc/${pid}/stat`));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return true;
    throw error;
  }
}
