/** E4: classification and working memory for as many epochs as they may need. */
import { cases } from "../../lib/experiments/mod.ts";
import nineTasks, { type NineTasksRun } from "./nine_tasks.ts";

const { settings, seeds, run } = nineTasks;
type Settings = Omit<typeof settings, "rows"> & { rows: Partial<typeof settings.rows> };
const task = (rows: Settings["rows"], steps: number): Settings => ({
  ...settings,
  rows,
  steps,
  readEvery: 2000,
});

export default cases<Settings, NineTasksRun>({
  at: import.meta,
  revision: 1,
  steps: ({ steps }) => steps,
  blocks: [
    { name: "working memory", settings: [task({ "working memory": 40_000 }, 24_000)], seeds },
    { name: "classification", settings: [task({ "classification": 100_000 }, 60_000)], seeds },
  ],
  run: (settings, seed, context) => run(settings as typeof nineTasks.settings, seed, context),
});
