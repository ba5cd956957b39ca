/** C2, C3, C4, C7: the rows of the networks that stand for a reactor. */
import type { ClaimOf, ClaimRuns, ClaimsOptions } from "../../lib/claims/mod.ts";
import { claims, every, most } from "../../lib/claims/mod.ts";
import { smallest } from "../../lib/stats/mod.ts";
import * as measure from "./measures.ts";
import { atTau, controlledCut, ofGamma } from "./measures.ts";
import type { StartRun, SurrogateRun } from "./surrogate_settings.ts";

export const TAU = 0.9;
export const condensed = (run: SurrogateRun) => ofGamma(run, 1);
/** Its cuts with sums, from the largest τ. */
export const merged = ({ cuts }: StartRun) => cuts.map(({ merged }) => merged);
export const standard = (run: SurrogateRun) => ofGamma(run, 0.5);

/** Rows that quick leaves to the stored runs: it has too few seeds for them, or too small a network. */
export const storedRows =
  (options: ClaimsOptions) => <Run>(of: ClaimRuns<Run>, rows: readonly ClaimOf<NoInfer<Run>>[]) =>
    claims(of, rows.map((row) => ({ ...row, atQuick: false })), options);

/** C2, C4, C7 of one gas: what its cuts show without others beside them. */
export function cutClaims(gas: string, [reducible, summed, automatic]: readonly string[]) {
  return {
    reducible: {
      id: reducible,
      claim: `Strongly nonlinear networks are more reducible, ${gas}`,
      quantity: `share of the parameters at τ = ${TAU}, γ = 1`,
      measure: (run) => atTau(condensed(run), TAU).merged.size,
      rule: every("<=", 0.6),
      control: {
        what: "γ = 1/2",
        measure: (run) => atTau(standard(run), TAU).merged.size,
        rule: every(">=", 0.8),
      },
    },
    summed: {
      id: summed,
      claim: `Summing outgoing weights matters, ${gas}`,
      quantity: `L1 right after the cut with sums over that with leaders alone, τ = ${TAU}, γ = 1`,
      measure: (run) => atTau(condensed(run), TAU).merged.cut / atTau(condensed(run), TAU).leader.cut,
      rule: every("<", 0.5),
      control: {
        what: "random groups, summed",
        measure: (run) => condensed(run).controls.random.cut / atTau(condensed(run), TAU).leader.cut,
        rule: every(">=", 0.5),
      },
      because: { cause: "set-up", close: "thresholds nearer to 1, where groups are tighter" },
    },
    automatic: {
      id: automatic,
      claim: `The automatic choice is as good as the manual one, ${gas}`,
      quantity: "its size over that of manual cuts of the same L1",
      measure: (run) => measure.automaticSize(condensed(run)),
      rule: every("<=", 1.1),
      control: { none: "the manual cuts are what it is compared with" },
      because: {
        cause: "definition",
        close: "more thresholds, 10 core-minutes: the manual sizes are interpolated between four",
      },
    },
  } satisfies Record<string, ClaimOf<SurrogateRun>>;
}

/** C3 of one gas. Methane's first cut that is small enough is not the one that its controls have the widths of. */
export function keptClaims(
  gas: "hydrogen" | "methane",
  [kept, whole, better, scratch, rollouts, automatic]: readonly string[],
): ClaimOf<SurrogateRun>[] {
  const isMethane = gas === "methane";
  const worse = (name: "random" | "magnitude", what: string, against: "base" | "baseTuned") => ({
    what: isMethane ? "leaders alone at the same τ, retrained as long" : what,
    measure: (all: SurrogateRun) => {
      const run = condensed(all), leaders = run.cuts.map(({ leader }) => leader);
      return isMethane ? measure.keptLoss(run[against], leaders) : run.controls[name].tuned / run[against];
    },
    rule: every(">", 1.1),
  });
  const changed = (what: string, from: string, to: string) => ({
    changed: isMethane ? [{ what, from, to, why: "the widths were not the same" }] : [],
  });
  const least = ({ controls }: StartRun) =>
    smallest((["random", "magnitude", "scratch"] as const).map((name) => controls[name].tuned));
  const tuned = (run: StartRun) => controlledCut(run).merged.tuned;
  return [
    {
      id: kept,
      claim: `Accuracy is kept at about 42 % of the size, ${gas}`,
      quantity: "validation L1 after cut and short retraining over the original's, size ≤ .45, γ = 1",
      measure: (run) => measure.keptLoss(condensed(run).base, merged(condensed(run))),
      rule: most(4, 5, "<=", 1.1),
      control: worse("random", "random groups of the same widths, retrained as long", "base"),
      paperValue: "kept at 41.7 %",
      because: {
        cause: "set-up",
        close: `the training pairs, GELU and the longer training of the paper's network, core-hours${
          isMethane ? "; methane_wide has its widths" : ""
        }`,
      },
      ...changed("the control", "random groups at the widths of τ = .9", "leaders alone at the row's τ"),
    },
    {
      id: automatic,
      claim: "… where thresholds are chosen automatically",
      quantity: "the larger of size / 45 % and L1 / 1.1 of the original's, γ = 1",
      measure: (run) => measure.excess(condensed(run), condensed(run).automatic),
      rule: most(4, 5, "<=", 1),
      control: {
        what: `random groups of the widths of τ = ${TAU}`,
        measure: (run) => measure.excess(condensed(run), condensed(run).controls.random),
        rule: every(">", 1),
      },
      because: { cause: "set-up", close: `as ${kept}` },
      changed: [{
        what: "the row",
        from: "none",
        to: `the limits of ${kept} for the automatic choice`,
        why: "the stored runs had both of the paper's ways of choosing, and the rows judged one",
      }],
    },
    {
      id: whole,
      claim: "… also against the unreduced network after the same retraining",
      quantity: "validation L1 after cut and retraining over the unreduced network's after the same",
      measure: (run) => measure.keptLoss(condensed(run).baseTuned, merged(condensed(run))),
      rule: most(4, 5, "<=", 1.1),
      control: worse("magnitude", "magnitude pruning to the same widths", "baseTuned"),
      because: { cause: "set-up", close: `as ${kept}` },
      ...changed("the control", "magnitude pruning at the widths of τ = .9", "leaders alone at the row's τ"),
    },
    {
      id: better,
      claim: "… better than random groups, magnitude pruning, and a new network with the retraining's budget",
      quantity: "least L1 of the three over that of merging",
      measure: (run) => least(condensed(run)) / tuned(condensed(run)),
      rule: every(">=", 1.3),
      control: isMethane ? { none: "the three are the control; from γ = 1/2 nothing is cut" } : {
        what: "γ = 1/2 at its own cut",
        measure: (run) => least(standard(run)) / tuned(standard(run)),
        rule: every("<", 1.3),
      },
      because: { cause: "set-up", close: "several lengths of retraining, 20 core-minutes" },
      ...changed(
        "the cut, and the control γ = 1/2, which cuts nothing",
        "τ = .95",
        "τ = .9, as the three have it",
      ),
    },
    {
      id: scratch,
      claim: "… better than a new network of the same widths that is trained as long in all",
      quantity: "its L1 over that of merging",
      measure: (run) => condensed(run).controls["scratch, all steps"].tuned / tuned(condensed(run)),
      rule: every(">=", 1.3),
      control: { none: "the network from scratch is the control" },
      because: {
        cause: "paper",
        close: "nothing: no source shows this comparison, and at this budget it is lost",
      },
      ...changed("the cut", "τ = .95", "τ = .9, as the new network has it"),
    },
    {
      id: rollouts,
      claim: "… and in rollouts from unseen states",
      quantity: "the larger of max |ΔT| / 50 K and error of the ignition delay / 5 %, five starts",
      measure: (run) => measure.rolloutExcess(condensed(run), "reduced"),
      rule: most(4, 5, "<=", 1),
      control: { none: "the unreduced network's errors stand in the table of the rollouts" },
      because: {
        cause: "set-up",
        close:
          "a surrogate whose unreduced rollouts are that exact: the paper's data have 2·10⁷ pairs, here 10⁴",
      },
    },
  ];
}

/** Whether the size of a cut comes from the training. */
export const becauseTrained: ClaimOf<SurrogateRun> = {
  id: "C2c",
  claim: "… because they were trained",
  quantity: `share of the parameters at τ = ${TAU}, γ = 1`,
  measure: (run) => atTau(condensed(run), TAU).merged.size,
  rule: every("<=", 0.6),
  control: { what: "untrained", measure: (run) => condensed(run).untrainedSize, rule: every(">", 0.6) },
};
