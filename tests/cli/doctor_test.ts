import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { CHECKS } from "../../lib/cli/doctor/doctor_checks.ts";
import { runTask } from "./run_task.ts";

Deno.test("task doctor says of everything whether it is there, and fails only where something needed is broken", async () => {
  const { code, stdout } = await runTask("doctor");
  for (const { name } of CHECKS) {
    assertMatch(stdout, new RegExp(`^${name} +(ok|absent|warning|broken) +\\S`, "m"));
  }
  assertEquals(code, / broken /.test(stdout) ? 1 : 0);
  assertStringIncludes(stdout, code === 0 ? "Everything required works." : "Broken: ");
});
