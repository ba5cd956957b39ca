import { assert, assertEquals } from "@std/assert";
import { processorBinding, sideCommands } from "../../../lib/cli/bench/commands.ts";
import { commandOutput } from "../../../lib/cli/command_output.ts";

const OPTIONS = { folder: "problems", python: "python3", tfjsBackends: ["cpu", "other"] };

Deno.test("every side of the bench is started behind the binding, and told its threads", () => {
  const commands = sideCommands("net", { ...OPTIONS, threads: 1, binding: ["bind", "1"] });
  assertEquals([...commands.keys()], [
    "ours",
    "pytorch",
    "pytorchCompile",
    "jax",
    "replay-cpu",
    "tfjs-cpu",
    "replay-other",
    "tfjs-other",
  ]);
  for (const [side, command] of commands) {
    assertEquals(command.slice(0, 2), ["bind", "1"], side);
    assert(command.some((word) => word.endsWith("net")), side);
  }
  assertEquals(commands.get("pytorch")!.slice(-2), ["1", "eager"]);
  assertEquals(commands.get("tfjs-other")!.slice(-2), ["tfjs-other", "net"]);
  assertEquals(commands.get("replay-other")!.slice(-2), ["replay-other", "net"]);
});

Deno.test("TF.js takes no part where the others have two threads", () => {
  const commands = sideCommands("net", { ...OPTIONS, threads: 2, binding: [] });
  assertEquals([...commands.keys()], ["ours", "pytorch", "pytorchCompile", "jax"]);
  assertEquals(commands.get("ours")!.slice(-2), ["net", "2"]);
});

Deno.test("processorBinding() leaves a program one processor, where the system can bind at all", async () => {
  const binding = await processorBinding(1);
  if (binding.length === 0) return console.log("not bound: this system has no taskset");
  const script = "console.log(navigator.hardwareConcurrency)";
  const { stdout } = await commandOutput([...binding, Deno.execPath(), "eval", script]);
  assertEquals(stdout, "1");
});
