import { DataNotFoundError, findDataFile } from "../data_directory.ts";
import { dataDigest } from "../digest.ts";
import { noteDataSet } from "../used_sets.ts";
import { classCounts, type LabelledSeries, labelledSeries, SeriesFormatError } from "./labelled_series.ts";
import { parseLabelledSeries, SERIES_FORMATS, type SeriesFormat } from "./parse_labelled_series.ts";

/** A set of the UCR archive, its two parts joined. */
export interface UcrSet extends LabelledSeries {
  /** where it comes from, in one line with its digest */
  readonly source: string;
  /** 16 hexadecimal digits of a SHA-256 of both files */
  readonly digest: string;
}

/** The name by which experiments and `dataHere` know a set of the archive. */
export const UCR_PREFIX = "ucr ";

/**
 * Reads a set of the UCR archive from `ucr/<name>/<name>_TRAIN.ts` and `_TEST.ts` (or `.tsv`, `.txt`) in PAPERS_DATA_DIR or
 * `data/cache`, and joins its two parts. Nothing is downloaded: the archive's terms leave it to its user to get it.
 *
 * @param name as the archive spells it, e.g. "GunPoint"
 * @throws {DataNotFoundError} where a part is absent
 * @throws {SeriesFormatError} where a part cannot be read, the parts differ in length, or a class has no sample
 */
export async function loadUcr(name: string): Promise<UcrSet> {
  const files = await ucrFiles(name);
  if (files === null) {
    throw new DataNotFoundError(
      `Cannot find ${name}_TRAIN.ts and ${name}_TEST.ts: set PAPERS_DATA_DIR to a folder that holds ucr/${name}/ ` +
        "(timeseriesclassification.com has the archive)",
    );
  }
  noteDataSet(UCR_PREFIX + name);
  const [train, test] = files.map(({ text, file, format }) => parseLabelledSeries(text, file, format));
  const classes = [...new Set([...train.classes, ...test.classes])];
  const rows = [train, test].flatMap((part) =>
    part.samples.map((points, i) => ({ line: i + 1, label: part.labels[i], points }))
  );
  const joined = labelledSeries(name, rows, classes);
  const empty = classes.find((one) => !joined.labels.includes(one));
  if (empty !== undefined) {
    throw new SeriesFormatError(
      `${name}: class ${empty} has no sample, got ${classCounts(joined.labels, classes)}`,
    );
  }
  const digest = digestOf(files);
  return {
    ...joined,
    digest,
    source: `${name}: ${rows.length} series of ${joined.length} points in ${classes.length} classes, ` +
      `UCR archive (${files[0].origin}), SHA-256 ${digest}`,
  };
}

/** Digest of a set's two files, or null where one is absent. */
export async function ucrDigest(name: string): Promise<string | null> {
  const files = await ucrFiles(name);
  return files && digestOf(files);
}

function digestOf(files: readonly { text: string }[]): string {
  return dataDigest(files.map(({ text }) => text));
}

async function ucrFiles(
  name: string,
): Promise<{ text: string; file: string; format: SeriesFormat; origin: string }[] | null> {
  if (!/^\w+$/.test(name)) {
    throw new RangeError(`loadUcr: a set's name has letters, digits and _ only, got "${name}"`);
  }
  const found = [];
  for (const part of ["TRAIN", "TEST"]) {
    const file = await findDataFile(
      `ucr/${name}`,
      SERIES_FORMATS.map((format) => `${name}_${part}.${format}`),
    );
    if (file === null) return null;
    const format = SERIES_FORMATS.find((one) => file.path.endsWith(`.${one}`))!;
    found.push({
      text: await Deno.readTextFile(file.path),
      file: `${name}_${part}.${format}`,
      format,
      origin: file.origin,
    });
  }
  return found;
}
