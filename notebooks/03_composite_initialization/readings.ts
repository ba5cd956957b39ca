/** What is read from trained networks, and the end points by name. */
import { numberTable } from "../../lib/notebook/number_table.ts";
import { range } from "../../lib/notebook/words.ts";
import { kendallTau } from "../../lib/stats/mod.ts";
import { atEnd } from "./composite_training.ts";
import type { EndPoint, EndPointResult, EndPointRun } from "./end_points.ts";
import type { NetworkSummary } from "./network_summary.ts";

/** Name of each end point in figures and tables. */
export const END_POINTS: Record<EndPoint, string> = {
  "W large": "task W, large start",
  "W small": "task W, small start",
  "U large": "task U, large start",
  "U small": "task U, small start",
};

/** A number of a network of an end point. */
export type Read = (run: EndPointRun) => number;

/** Readings of several figures, claims and tables. */
export const READ = {
  composed: ({ answers }) => answers.whole.inferential,
  mirrored: ({ answers }) => answers.whole.symmetric,
  seen: ({ curves }) => atEnd(curves.seen),
  loss: ({ curves }) => atEnd(curves.trainLoss),
  commonest: ({ answers }) => commonestOffset(answers.offsets),
  kappa: ({ condensation }) => atEnd(condensation),
  rank: ({ embedding }) => embedding.effectiveRank,
  seriation: ({ embedding }) => embedding.seriation,
  firstComponent: ({ embedding }) => embedding.firstComponent,
  order: ({ fusion }) => fusion.order,
  gap: ({ alignment }) => alignment.gap,
  growth: ({ growth }) => growth.order,
  doubling: ({ growth, eigenvalues, snapshotSteps }) => {
    const numbers = growth.steps.map((_, k) => k), [initial] = eigenvalues;
    const doubled = numbers.map((k) => eigenvalues.findIndex((spectrum) => spectrum[k] >= 2 * initial[k]));
    return kendallTau(numbers, doubled.map((at) => snapshotSteps[at] ?? 2 * atEnd(snapshotSteps)));
  },
} satisfies Record<string, Read>;

/** The offset that is answered most often. */
export function commonestOffset(offsets: readonly (readonly [number, number])[]): number {
  return offsets.reduce((best, one) => (one[1] > best[1] ? one : best))[0];
}

/** Drop of an answer's fraction when edges of layer 1 are cut. */
export function lossByCut(
  { answers }: Pick<EndPointRun, "answers">,
  answer: "inferential" | "symmetric",
  cut: "withoutKeyToAnchors" | "withoutAnchorsToLast" = "withoutKeyToAnchors",
): number {
  return answers.whole[answer] - answers[cut][answer];
}

/** End points that the runs have, in the order of {@linkcode END_POINTS}. */
export function endPointsOf(runs: readonly EndPointResult[]): EndPoint[] {
  return (Object.keys(END_POINTS) as EndPoint[]).filter((name) => runs[0][name] !== undefined);
}

/** The runs of one end point, one per seed. */
export function ofEndPoint(runs: readonly EndPointResult[], name: EndPoint): EndPointRun[] {
  return runs.map((run) => {
    const found = run[name];
    if (found) return found;
    throw new RangeError(`end point "${name}": not among the runs, allowed ${Object.keys(run).join(", ")}`);
  });
}

/** The run whose matrices and scores were stored. */
export function shownRun(runs: readonly EndPointResult[], name: EndPoint): EndPointRun {
  const found = ofEndPoint(runs, name).find(({ matrices }) => matrices !== undefined);
  if (!found) throw new RangeError(`end point "${name}": no seed has its matrices kept`);
  return found;
}

/** A row for each end point, with the range of its seeds for each reading. */
export function endTable(runs: readonly EndPointResult[], columns: Readonly<Record<string, Read>>) {
  return numberTable(
    ["networks", ...Object.keys(columns)],
    endPointsOf(runs).map((name) => [
      END_POINTS[name],
      ...Object.values(columns).map((read) => range(ofEndPoint(runs, name).map(read))),
    ]),
  );
}

/** Readings that all experiments have of a network, by their names in tables and figures. */
export const MEASURES: readonly [name: string, read: (network: NetworkSummary) => number][] = [
  ["composed answer to (4, 3)", ({ answers }) => answers.inferential],
  ["seen pairs", ({ curves }) => atEnd(curves.seen)],
  ["κ", ({ condensation }) => condensation],
  ["effective rank", ({ effectiveRank }) => effectiveRank],
  ["training loss", ({ curves }) => atEnd(curves.trainLoss)],
];

/** The networks of an end point, as those of the extensions are summed up. */
export function endPointSummaries(runs: readonly EndPointResult[], name: EndPoint): NetworkSummary[] {
  return ofEndPoint(runs, name).map((run) => ({
    curves: run.curves,
    answers: run.answers.whole,
    condensation: READ.kappa(run),
    effectiveRank: READ.rank(run),
  }));
}

/** Named groups of networks. */
export type Groups = readonly (readonly [name: string, networks: readonly NetworkSummary[]])[];

/** A row for each group, with the range of its seeds. */
export function summaryTable(head: string, groups: Groups) {
  return numberTable(
    [head, ...MEASURES.map(([name]) => name)],
    groups.map(([name, networks]) => [name, ...MEASURES.map(([, read]) => range(networks.map(read)))]),
  );
}
