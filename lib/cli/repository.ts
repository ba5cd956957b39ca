import { fileURLToPath } from "node:url";

/** Folder of the repository, without a trailing separator. */
export const REPOSITORY_ROOT: string = fileURLToPath(new URL("../..", import.meta.url)).replace(/[/\\]$/, "");
