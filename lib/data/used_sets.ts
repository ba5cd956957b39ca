/** Which data sets this process has read, so that whoever names its data can be held to it. */

const used = new Set<string>();

/** A loader has read a data set, by the name that `dataHere` knows it by. */
export function noteDataSet(name: string): void {
  used.add(name);
}

/** Names of the data sets that were read since the last call. */
export function takeUsedDataSets(): string[] {
  const names = [...used].sort();
  used.clear();
  return names;
}
