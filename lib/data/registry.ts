/** A file of a data set that can be downloaded. */
export interface RegisteredFile {
  /** name of the file, in the folder of its set */
  readonly name: string;
  /** size in bytes; a download that exceeds it is aborted */
  readonly bytes: number;
  /** hash algorithm */
  readonly algorithm: "md5" | "sha256";
  /** published hash, hexadecimal */
  readonly hash: string;
}

/** A data set that `deno task data` knows. */
export interface RegisteredSet {
  /** its name and folder */
  readonly name: string;
  /** its content, in one line */
  readonly title: string;
  /** its authors */
  readonly authors: string;
  /** its licence */
  readonly licence: string;
  /** URLs of the folder with the files, ending in "/"; tried in order */
  readonly mirrors: readonly string[];
  /** its files */
  readonly files: readonly RegisteredFile[];
}

/** Thrown for a name that is not in the registry. */
export class UnknownDataSetError extends RangeError {
  override readonly name = "UnknownDataSetError";
}

/** The data sets that can be downloaded. */
export const REGISTRY: readonly RegisteredSet[] = [
  {
    name: "mnist",
    title: "70,000 handwritten digits, 28 × 28 pixels (IDX)",
    authors: "Y. LeCun, C. Cortes, C. J. C. Burges",
    licence: "CC BY-SA 3.0",
    mirrors: [
      "https://ossci-datasets.s3.amazonaws.com/mnist/",
      "https://storage.googleapis.com/cvdf-datasets/mnist/",
    ],
    files: [
      {
        name: "train-images-idx3-ubyte.gz",
        bytes: 9_912_422,
        algorithm: "md5",
        hash: "f68b3c2dcbeaaa9fbdd348bbdeb94873",
      },
      {
        name: "train-labels-idx1-ubyte.gz",
        bytes: 28_881,
        algorithm: "md5",
        hash: "d53e105ee54ea40749a09fcbcd1e9432",
      },
      {
        name: "t10k-images-idx3-ubyte.gz",
        bytes: 1_648_877,
        algorithm: "md5",
        hash: "9fb629c4189551a2d022fa330f9573f3",
      },
      {
        name: "t10k-labels-idx1-ubyte.gz",
        bytes: 4_542,
        algorithm: "md5",
        hash: "ec29112dd5afa0611ce80d1b7f02629c",
      },
    ],
  },
];

/**
 * Looks up a data set by its name.
 *
 * @param name e.g. "mnist"; upper or lower case
 * @throws {UnknownDataSetError} if it is not registered; the message lists those that are
 */
export function registeredSet(name: string): RegisteredSet {
  const found = REGISTRY.find((set) => set.name === name.toLowerCase());
  if (found !== undefined) return found;
  throw new UnknownDataSetError(
    `data set "${name}": not registered, allowed ${REGISTRY.map((set) => set.name).join(", ")}`,
  );
}
