/** Records which data sets this process has read, to check that experiments name their data. */

const used = new Set<string>();

/** Records that a loader has read a data set, by its name in `dataHere`. */
export function noteDataSet(name: string): void {
  used.add(name);
}

/** Names of the data sets that were read since the last call. */
export function takeUsedDataSets(): string[] {
  const names = [...used].sort();
  used.clear();
  return names;
}
