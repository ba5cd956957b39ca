/**
 * `task stop [KEY …]`: asks running trainings, in notebooks, tasks and jobs, to save and stop.
 *
 * @module
 */
import { join } from "node:path";
import { requestStop, stopFilePath } from "../notebook/stop_file.ts";
import { runParsedTask, type TaskArguments, type TaskUsage } from "./arguments.ts";
import { type RunningCase, runningCases } from "./compute/running_cases.ts";
import { STATE_FOLDER } from "./paths.ts";
import { UsageError } from "./usage_error.ts";

const USAGE: TaskUsage = {
  task: "stop",
  description: "Asks all running trainings, or the jobs of the named cases, to save their state and stop.",
  positionals: "[KEY …]",
  options: {},
};

async function main({ positionals: keys }: TaskArguments): Promise<number> {
  const running = await runningCases(join(STATE_FOLDER, "cases"));
  const asked = keys.length === 0 ? running : keys.map((key) => jobOf(running, key));
  for (const path of keys.length === 0 ? [stopFilePath()] : keys.map(stopFilePath)) await requestStop(path);
  for (const { key, experiment, holder } of asked) console.log(`${experiment} ${key}: ${holder}`);
  console.log(
    keys.length === 0
      ? `Running trainings are asked to stop (${stopFilePath()}); they can be resumed.`
      : `${keys.length} of ${running.length} running cases are asked to stop; they can be resumed.`,
  );
  return 0;
}

function jobOf(running: readonly RunningCase[], key: string): RunningCase {
  const found = running.find((one) => one.key === key);
  if (found?.isJob) return found;
  const jobs = running.filter(({ isJob }) => isJob).map(({ key }) => key);
  throw new UsageError(
    found
      ? `task stop: the case ${key} is one of several of ${found.holder}; deno task stop without a key stops them`
      : `task stop: no process works on a case with the key "${key}"; running: ${jobs.join(", ") || "none"}`,
  );
}

if (import.meta.main) await runParsedTask(USAGE, main);
