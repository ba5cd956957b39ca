/**
 * `task stop`: asks running trainings, in notebooks and tasks, to save and stop.
 *
 * @module
 */
import { requestStop, stopFilePath } from "../notebook/stop_file.ts";
import { runParsedTask, type TaskUsage } from "./arguments.ts";

const USAGE: TaskUsage = {
  task: "stop",
  description: "Asks all running trainings to save their state and stop.",
  positionals: "",
  options: {},
};

async function main(): Promise<number> {
  await requestStop();
  console.log(`Running trainings are asked to stop (${stopFilePath()}); they can be resumed.`);
  return 0;
}

if (import.meta.main) await runParsedTask(USAGE, main);
