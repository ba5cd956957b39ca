/** Tables of readings over seeds. */
import type { Displayable } from "./display.ts";
import { numberTable } from "./number_table.ts";
import { range } from "./words.ts";

/** A row for each network of a run: the properties that name it, and readings as ranges over the seeds. */
export function netTable<Net>(
  results: readonly (readonly Net[])[],
  what: readonly (keyof Net & string)[],
  readings: Readonly<Record<string, (net: Net) => number>>,
): Displayable {
  const rows = results[0].map((net, place) => [
    ...what.map((name) => typeof net[name] === "number" ? net[name] : String(net[name])),
    ...Object.values(readings).map((of) => range(results.map((nets) => of(nets[place])))),
  ]);
  return numberTable([...what, ...Object.keys(readings)], rows);
}

/** Readings of every seed by name, as networks that carry their names. */
export function named<Reading extends object>(results: readonly Readonly<Record<string, Reading>>[]) {
  return results.map((run) => Object.entries(run).map(([name, reading]) => ({ name, ...reading })));
}
