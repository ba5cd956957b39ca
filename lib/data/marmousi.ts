import { DATA_DIRECTORY_VARIABLE, type DataFile, DataNotFoundError, findDataFile } from "./data_directory.ts";
import { dataDigest } from "./digest.ts";
import { noteDataSet } from "./used_sets.ts";

const NAME = "marmousi_vp_10m.npy";

/**
 * The file of the Marmousi model: P velocities in m/s, 301 × 941 nodes of 10 m, `.npy`. No address serves it in this form,
 * so that it has no place among the sets of `deno task data`.
 *
 * @throws {DataNotFoundError} where no data folder has it
 */
export async function marmousiFile(): Promise<DataFile> {
  const found = await findDataFile("marmousi", [NAME]);
  if (found === null) {
    throw new DataNotFoundError(
      `Cannot find marmousi/${NAME}: set ${DATA_DIRECTORY_VARIABLE} to a folder that holds it (301 × 941 velocities, 10 m)`,
    );
  }
  noteDataSet("marmousi");
  return found;
}

/**
 * Digest of the file, of which results can say that they were computed from it.
 *
 * @returns 16 hexadecimal digits of a SHA-256
 * @throws {DataNotFoundError} where no data folder has it
 */
export async function marmousiDigest(): Promise<string> {
  const { path } = await marmousiFile();
  return dataDigest([await Deno.readFile(path)]);
}
