/** Tables of the notebook, absolute errors beside relative ones. */
import type { Displayable } from "../../lib/notebook/mod.ts";
import { numberTable, range } from "../../lib/notebook/mod.ts";
import { largest } from "../../lib/stats/mod.ts";
import type { ImageRun, ImageStart } from "./image_settings.ts";
import { keptImageSize, keptSize, ofGamma, ofStart } from "./measures.ts";
import { GAMMAS, WAYS } from "./names.ts";
import type { RefitRun } from "./refit.ts";
import type { Cutting, RolloutName, SurrogateRun } from "./surrogate_settings.ts";

const STARTS = ["kaiming", 2] as const;
const ofRuns = <One>(all: readonly One[], of: (one: One) => number) => range(all.map(of));

/** Sizes and losses of all cuts and controls, of the starts that were run. */
export function cutsTable(runs: readonly SurrogateRun[], fit: string): Displayable {
  const rows = runs[0].flatMap(({ gamma }) => {
    const own = runs.map((run) => ofGamma(run, gamma));
    const row = (name: string, all: readonly Omit<Cutting, "widths">[]) => [
      `γ = ${gamma}`,
      name,
      ofRuns(all, ({ size }) => size),
      ofRuns(all, ({ cut }) => cut),
      ofRuns(all, ({ tuned }) => tuned),
      range(all.map(({ tuned }, i) => tuned / own[i].base)),
    ];
    const controls = ["random", "magnitude", "scratch", "scratch, all steps"] as const;
    return [
      row("unreduced", own.map(({ base, baseTuned }) => ({ size: 1, cut: base, tuned: baseTuned }))),
      ...own[0].cuts.flatMap(({ tau }, i) => [
        row(`τ = ${tau}, sums`, own.map(({ cuts }) => cuts[i].merged)),
        row(`τ = ${tau}, fit with μ ${fit}`, own.map(({ cuts }) => cuts[i].refitted)),
      ]),
      ...controls.map((name) => row(WAYS[name].name, own.map((run) => run.controls[name]))),
      row("automatic, sums", own.map(({ automatic }) => automatic)),
    ];
  });
  const header = [
    "start",
    "network",
    "size",
    "L1 after the cut",
    "L1 after retraining",
    "over the original's",
  ];
  return numberTable(header, rows);
}

/** Errors of rollouts against the solver: the largest over starts. */
export function rolloutTable(runs: readonly SurrogateRun[]): Displayable {
  const names: RolloutName[] = ["original", "reduced", "reduced, elements", "reduced, elements and enthalpy"];
  return numberTable(
    [
      "start",
      "rollout of",
      "largest |ΔT| (K)",
      "error of the ignition delay (%)",
      "change of an element (%)",
    ],
    runs[0].flatMap(({ gamma }) =>
      names.map((name) => {
        const all = runs.map((run) => ofGamma(run, gamma).rollouts[name]);
        return [
          `γ = ${gamma}`,
          name,
          ofRuns(all, ({ temperature }) => largest(temperature)),
          ofRuns(all, ({ delay }) => 100 * largest(delay)),
          ofRuns(all, ({ elements }) => 100 * largest(elements)),
        ];
      })
    ),
  );
}

/** Accuracies of an image network, in per cent. */
export function accuracyTable(runs: readonly ImageRun[], widths: readonly number[]): Displayable {
  const sum = (all: readonly number[]) => all.reduce((total, width) => total + width, 0);
  const channelsLeft = (left: readonly number[]) => sum(left) / sum(widths);
  const row = (name: string, of: (run: ImageStart) => number) => [
    name,
    ...STARTS.map((start) => ofRuns(runs, (run) => 100 * of(ofStart(run, start)))),
  ];
  return numberTable(["test accuracy (%)", "Kaiming's start", "γ = 2"], [
    row("unreduced", ({ accuracy }) => accuracy),
    row("unreduced, trained as long", ({ whole }) => whole),
    row("channels left at τ = .9 (%)", ({ condensed }) => channelsLeft(condensed["0.9"])),
    row("channels left at τ = .7 (%)", ({ condensed }) => channelsLeft(condensed["0.7"])),
    ...runs[0][0].rounds.flatMap((_, i) => [
      row(`round ${i + 1}: share of the parameters (%)`, ({ rounds }) => rounds[i].size),
      row(`round ${i + 1}: τ · 100`, ({ rounds }) => rounds[i].tau),
      row(`round ${i + 1}: right after the cut`, ({ rounds }) => rounds[i].cut),
      row(`round ${i + 1}: after retraining`, ({ rounds }) => rounds[i].retrained),
    ]),
    row("random groups, last widths", ({ controls }) => controls.random),
    row("magnitude pruning, last widths", ({ controls }) => controls.magnitude),
    row("from scratch, last widths, all epochs", ({ controls }) => controls.scratch),
  ]);
}

/** Smallest shares of the parameters that keep the accuracy, and in brackets how far they are from the paper's. */
export function keptTable(
  gases: Readonly<
    Record<string, { runs: readonly SurrogateRun[]; refits?: readonly (readonly RefitRun[])[] }>
  >,
  images: Readonly<Record<string, readonly ImageRun[]>>,
): Displayable {
  const sizes = (shares: readonly number[], paper: number) => {
    const percent = shares.map((share) => 100 * share);
    return `${range(percent)} (${range(percent.map((size) => size - paper))})`;
  };
  return numberTable(["task", "start", "sums, % of the parameters (minus the paper's)", "fit, …"], [
    ...Object.entries(gases).flatMap(([task, { runs, refits }]) =>
      GAMMAS.map(({ gamma, name }) => {
        const own = runs.map((run) => ofGamma(run, gamma)),
          refitted = refits?.map((run) => ofGamma(run, gamma));
        const sums = own.map((run) =>
          keptSize(run, [...run.cuts.map(({ merged }) => merged), run.automatic])
        );
        const fits = refitted?.map((run) => keptSize(run, run.cuts.map(({ heldOut }) => heldOut))) ??
          own.map((run) => keptSize(run, run.cuts.map(({ refitted }) => refitted)));
        return [task, name, sizes(sums, 41.7), sizes(fits, 41.7)];
      })
    ),
    ...Object.entries(images).flatMap(([task, runs]) =>
      STARTS.map((start) => {
        const kept = runs.map((run) => keptImageSize(ofStart(run, start)));
        return [task, start === 2 ? "γ = 2" : "Kaiming's", sizes(kept, 11.5), "–"];
      })
    ),
  ]);
}
