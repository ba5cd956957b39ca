/**
 * `task doctor`: examines the machine and reports what is present, absent or broken. Its exit code is 1 only if
 * something that every notebook needs is broken.
 *
 * @module
 */
import { runParsedTask, type TaskUsage } from "./arguments.ts";
import { type Check, type CheckResult, CHECKS } from "./doctor/doctor_checks.ts";
import { textTable } from "./text_table.ts";

const USAGE: TaskUsage = {
  task: "doctor",
  description: "Checks what this machine has for running the notebooks.",
  positionals: "",
  options: {},
};

async function main(): Promise<number> {
  const results = await Promise.all(CHECKS.map(runCheck));
  const rows = CHECKS.map(({ name }, index) => [name, results[index].state, results[index].details]);
  console.log(textTable(["what", "state", "details"], rows));
  const broken = CHECKS.filter((_, index) => results[index].state === "broken").map(({ name }) => name);
  console.log(broken.length === 0 ? "\nEverything required works." : `\nBroken: ${broken.join(", ")}`);
  return broken.length === 0 ? 0 : 1;
}

/** A check that cannot be made is shown as such and does not prevent the others. */
async function runCheck(check: Check): Promise<CheckResult> {
  try {
    return await check.run();
  } catch (error) {
    return { state: "warning", details: `could not be checked: ${(error as Error).message.split("\n")[0]}` };
  }
}

if (import.meta.main) await runParsedTask(USAGE, main);
