import { fileURLToPath } from "node:url";

/** A folder of real data for tests, which are never part of the repository. */
export interface RealData {
  /** the folder, in the form PAPERS_DATA_DIR takes */
  readonly path: string;
  /** whether a test that needs `set` is to be left out */
  readonly ignore: boolean;
  /** what to append to the test's name */
  readonly note: string;
}

/**
 * Looks for real data of a set beside the repository.
 *
 * Tests are left out, with the reason in their name, where the folder of all sets is absent; where that folder exists and
 * CI=true they run, and fail if the set is missing from it.
 */
export function realData(set: string): RealData {
  const path = fileURLToPath(new URL("../../../shared/data", import.meta.url));
  if (exists(`${path}/${set}`)) return { path, ignore: false, note: "" };
  if (exists(path) && Deno.env.get("CI") === "true") return { path, ignore: false, note: "" };
  return { path, ignore: true, note: ` (left out: no ${set} in ../shared/data)` };
}

function exists(path: string): boolean {
  try {
    Deno.statSync(path);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
