/** Tables of the notebook, absolute errors beside relative ones. */
import type { Displayable } from "../../lib/notebook/mod.ts";
import { numberTable, range } from "../../lib/notebook/mod.ts";
import { largest } from "../../lib/stats/mod.ts";
import type { ImageRun } from "./image_settings.ts";
import { ofGamma, ofStart } from "./measures.ts";
import { GAMMAS, WAYS } from "./names.ts";
import type { ControlName, Cutting, RolloutName, SurrogateRun } from "./surrogate_settings.ts";

/** Sizes and losses of all cuts and controls, of both starts. */
export function cutsTable(runs: readonly SurrogateRun[], fit: string): Displayable {
  const rows = GAMMAS.flatMap(({ gamma }) => {
    const own = runs.map((run) => ofGamma(run, gamma)), start = `γ = ${gamma}`;
    const row = (name: string, all: readonly Cutting[]) => [
      start,
      name,
      range(all.map(({ size }) => size)),
      range(all.map(({ cut }) => cut)),
      range(all.map(({ tuned }) => tuned)),
      range(all.map(({ tuned }, i) => tuned / own[i].base)),
    ];
    const whole = own.map(({ base, baseTuned }) => ({ widths: [], size: 1, cut: base, tuned: baseTuned }));
    const controls: ControlName[] = ["random", "magnitude", "scratch", "scratch, all steps"];
    return [
      row("unreduced", whole),
      ...own[0].cuts.flatMap(({ tau }, i) => [
        row(`τ = ${tau}, sums`, own.map(({ cuts }) => cuts[i].merged)),
        row(`τ = ${tau}, fit with μ ${fit}`, own.map(({ cuts }) => cuts[i].refitted)),
      ]),
      ...controls.map((name) =>
        row(WAYS[name as keyof typeof WAYS].name, own.map((run) => run.controls[name]))
      ),
      row("automatic, sums", own.map(({ automatic }) => automatic)),
    ];
  });
  return numberTable([
    "start",
    "network",
    "size",
    "L1 after the cut",
    "L1 after retraining",
    "over the original's",
  ], rows);
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
    GAMMAS.flatMap(({ gamma }) =>
      names.map((name) => {
        const all = runs.map((run) => ofGamma(run, gamma).rollouts[name]);
        return [
          `γ = ${gamma}`,
          name,
          range(all.map(({ temperature }) => largest(temperature))),
          range(all.map(({ delay }) => 100 * largest(delay))),
          range(all.map(({ elements }) => 100 * largest(elements))),
        ];
      })
    ),
  );
}

/** Accuracies of an image network, in per cent. */
export function accuracyTable(runs: readonly ImageRun[]): Displayable {
  const percent = (values: readonly number[]) => range(values.map((value) => 100 * value));
  const starts = (["kaiming", 2] as const).map((start) => runs.map((run) => ofStart(run, start)));
  const row = (name: string, of: (run: ReturnType<typeof ofStart>) => number) => [
    name,
    ...starts.map((own) => percent(own.map(of))),
  ];
  const rounds = starts[0][0].rounds.map((_, i) => i);
  return numberTable(["test accuracy (%)", "Kaiming's start", "γ = 2"], [
    row("unreduced", ({ accuracy }) => accuracy),
    row("unreduced, trained as long", ({ whole }) => whole),
    ...rounds.flatMap((i) => [
      row(`round ${i + 1}: share of the parameters (%)`, (run) => run.rounds[i].size),
      row(`round ${i + 1}: τ · 100`, (run) => run.rounds[i].tau),
      row(`round ${i + 1}: right after the cut`, (run) => run.rounds[i].cut),
      row(`round ${i + 1}: after retraining`, (run) => run.rounds[i].retrained),
    ]),
    row("random groups, last widths", ({ controls }) => controls.random),
    row("magnitude pruning, last widths", ({ controls }) => controls.magnitude),
    row("from scratch, last widths, all epochs", ({ controls }) => controls.scratch),
  ]);
}
