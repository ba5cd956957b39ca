/** C1–C5 and C10: the rows of the switch on the line. Thresholds were fixed before the runs. */
import {
  type ClaimControlOf,
  type ClaimOf,
  type ClaimRule,
  type ClaimRuns,
  every,
  onMean,
} from "../../lib/claims/mod.ts";
import { largest, median, smallest } from "../../lib/stats/mod.ts";
import type { LineRun } from "./line_training.ts";
import * as measure from "./measures.ts";
import { jump, peakIndex, TAU } from "./measures.ts";
import type { Continuation, SwitchRun } from "./switch_training.ts";

/** A reading of the run by one loss after the switch. */
const after = (name: Continuation, read: (run: LineRun) => number) => (run: SwitchRun) =>
  read(measure.continued([run], name)[0]);
const jumpOf = (name: Continuation) => after(name, (run) => jump(run));
/** A reading at the peak of the data loss under the model loss, and τ steps after the restart with the data loss. */
const atPeak = (read: (run: LineRun, i: number) => number) =>
  after("model", (run) => read(run, peakIndex(run)));
const afterRestart = (read: (run: LineRun, i: number) => number) =>
  after("data", (run) => read(run, measure.indexOfStep(run, TAU)));

/** A control that is measured on the same runs. */
export function against<Run>(
  what: string,
  rule: ClaimRule,
  measure: (run: Run) => number,
): ClaimControlOf<Run> {
  return { what, rule, measure };
}

const residualRatio = ({ residual }: LineRun, i: number) => residual[i] / residual[0];
const frequencyFall = (run: LineRun, i: number) => {
  const k = measure.effectiveFrequencies(run);
  return k[0] / k[i];
};
const spectrumAtPeak = (read: (amplitudes: number[]) => number) =>
  atPeak((run, i) => read(measure.spectrumAt(run, run.steps[i])));

const RESTARTED = `the restart with the data loss, at step ${TAU}`;
const RESTART = {
  what: "the same restart with the data loss",
  measure: jumpOf("data"),
  rule: every("<=", 2),
};
const PLOT = { paperValue: "plot only" };
/** The reading that both failing rows of seed 0 share. */
const ONE_READING = {
  cause: "definition",
  close:
    "the largest reading in steps 100–1000 in place of the one at step 200, with a control of as many steps: 4 core-minutes",
} as const;

/**
 * The rows of the switch.
 *
 * @param fitted largest data loss at the switch
 * @param highest highest frequency of the solution
 */
export function switchClaims(
  { results, seeds }: ClaimRuns<SwitchRun>,
  fitted: number,
  highest: number,
): ClaimOf<SwitchRun>[] {
  const model = measure.continued(results, "model"), jumps = model.map((run) => jump(run));
  const worst = jumps.indexOf(smallest(jumps)), lows = model[worst];
  const later = lows.data.filter((_, i) => lows.steps[i] > 2).map((value) => value / lows.data[0]);
  return [
    {
      ...PLOT,
      id: "C1",
      atQuick: false, // the small problem of the quick profile gives another verdict than the full one
      claim: "Switching to the model loss makes the solution leave the exact one at once",
      quantity: `J₂₀₀: data loss ${TAU} steps after the switch over that at the switch`,
      measure: jumpOf("model"),
      rule: every(">=", 100),
      control: RESTART,
      note: `step ${TAU} is one reading of a loss that swings: the lowest seed (${seeds[worst]}: ${
        jumps[worst].toPrecision(2)
      }) reaches ${largest(later).toPrecision(2)} later; median over the seeds ${
        median(jumps).toPrecision(2)
      }`,
    },
    {
      id: "C1b",
      claim: "… from a fit that is good enough to tell",
      quantity: "data loss at the switch",
      measure: after("model", ({ data }) => data[0]),
      rule: every("<=", fitted),
      control: { what: "before training", measure: ({ fit }) => fit.data[0], rule: every(">", fitted) },
    },
    {
      ...PLOT,
      id: "C2",
      claim: "It is the loss, not the restart",
      quantity: "J₂₀₀ of the same restart with the data loss",
      measure: jumpOf("data"),
      rule: every("<=", 2),
      control: { what: "with the model loss", measure: jumpOf("model"), rule: every(">", 2) },
    },
    {
      ...PLOT,
      id: "C2b",
      atQuick: false,
      claim: "… by two orders of magnitude",
      quantity: "J₂₀₀ with the model loss over J₂₀₀ with the data loss",
      measure: (run) => jumpOf("model")(run) / jumpOf("data")(run),
      rule: every(">=", 100),
      control: { none: "the control is the denominator" },
      because: ONE_READING,
    },
    {
      ...PLOT,
      id: "C3",
      claim: "Meanwhile the new loss improves",
      quantity: "residual at the peak of the data loss over that at the switch",
      measure: atPeak(residualRatio),
      rule: every("<", 1),
      control: against(RESTARTED, every(">=", 0.9), afterRestart(residualRatio)),
      changed: [{
        what: "control",
        from: "none",
        to: "the restart with the data loss keeps at least 0.9 of the residual",
        why: "a row needs a control that can fail; its threshold was chosen after a first look",
      }],
    },
    {
      id: "C4",
      claim: "The jump has low frequency",
      quantity: "share of the squared error in k ≤ 3 at the peak",
      measure: atPeak(({ lowShare }, i) => lowShare[i]),
      rule: every(">=", 0.8),
      control: against("at the switch", every("<", 0.8), after("model", ({ lowShare }) => lowShare[0])),
      paperValue: "different frequency preference",
    },
    {
      ...PLOT,
      id: "C4b",
      claim: `… k = ${highest} stays`,
      quantity: `ê(${highest}) at the peak`,
      measure: spectrumAtPeak((amplitudes) => amplitudes[highest]),
      rule: every("<=", 0.05),
      control: against(
        "largest amplitude in k ≤ 3 at the peak",
        every(">", 0.05),
        spectrumAtPeak((amplitudes) => largest(amplitudes.slice(0, 4))),
      ),
    },
    {
      ...PLOT,
      id: "C4c",
      claim: "… and the effective frequency falls",
      quantity: "k_eff at the switch over that at the peak",
      measure: atPeak(frequencyFall),
      rule: every(">=", 5),
      control: against(RESTARTED, every("<", 5), afterRestart(frequencyFall)),
    },
    {
      ...PLOT,
      id: "C5",
      atQuick: false,
      claim: "The order of the derivative is the cause: a loss with u′ alone does not jump",
      quantity: "J₂₀₀ with the H¹ loss |u_θ′ − u′|²",
      measure: jumpOf("sobolev"),
      rule: every("<=", 5),
      control: { what: "second order", measure: jumpOf("model"), rule: every(">=", 100) },
      because: ONE_READING,
    },
    ...(["model", "modelFast"] as const).map((name, i): ClaimOf<SwitchRun> => ({
      id: ["C10", "C10b"][i],
      atQuick: false,
      claim: ["It may recover", "… at ten times the learning rate"][i],
      quantity: "1 where the data loss is back to 10 times that at the switch within 3000 steps, else 0",
      measure: after(name, (run) => Number(measure.recovers(run))),
      rule: onMean(">", 0),
      control: {
        none: "no threshold was set: the rule only asks whether it happens at all, which needs no control",
      },
      paperValue: "weak sources only",
    })),
  ];
}

/** The jump of another network on the line. */
export function otherNetwork(id: string, claim: string, runs: ClaimRuns<SwitchRun>): ClaimOf<SwitchRun>[] {
  const note = `data loss at the switch at most ${
    largest(runs.results.map(({ fit }) => fit.data.at(-1)!)).toPrecision(2)
  }`;
  const shared = { quantity: "J₂₀₀", measure: jumpOf("model"), rule: every(">=", 100), control: RESTART };
  return [{ ...shared, id, claim, atQuick: false, note }];
}
