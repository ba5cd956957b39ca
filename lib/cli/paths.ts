import { join } from "node:path";
import { REPOSITORY_ROOT } from "./repository.ts";

/** Folder of the notebooks. */
export const NOTEBOOKS_FOLDER: string = join(REPOSITORY_ROOT, "notebooks");

/** Git-ignored folder of what the tasks make for themselves. */
export const STATE_FOLDER: string = join(REPOSITORY_ROOT, ".papers");

/** Git-ignored folder of executed notebooks. */
export const RUNS_FOLDER: string = join(STATE_FOLDER, "runs");
