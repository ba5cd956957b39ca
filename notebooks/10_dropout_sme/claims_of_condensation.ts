/** C8: condensation. Thresholds were fixed before the runs unless a note says otherwise. */
import { type Claim, type ClaimRule, type ClaimRuns, every, fullClaims } from "../../lib/claims/mod.ts";
import type { ResultOf } from "../../lib/experiments/mod.ts";
import { largest } from "../../lib/stats/mod.ts";
import type condensation from "./condensation.ts";
import type tenInputs from "./ten_inputs.ts";

/** Two numbers of directions, as words. */
const MEASURES = {
  effectiveRatio: "effective ratio (|cos| > 0.95 is one direction)",
  effectiveDirections: "effective directions (entropy of amplitude, 2° apart)",
};
type Measured = Record<"dropout" | "minibatch" | "plain", Record<keyof typeof MEASURES, number>>;

/** C8. */
export function condensationClaims(runs: {
  tenInputs: ClaimRuns<ResultOf<typeof tenInputs>>;
  condensation: ClaimRuns<ResultOf<typeof condensation>>;
}): Claim[] {
  type Run = ResultOf<typeof condensation>;
  const directions = (run: Run, name: keyof Run) =>
    run[name].effectiveDirections / run.plain.effectiveDirections;
  const control = {
    what: "minibatches of 2, no dropout",
    measure: (run: Run) => directions(run, "minibatch"),
    rule: every(">", 0.5),
  };
  /** Both measures on one study, each beside minibatches of 2. */
  const overPlain = (key: keyof typeof MEASURES, control: ClaimRule) => ({
    quantity: `${MEASURES[key]}, dropout over none`,
    measure: ({ dropout, plain }: Measured) => dropout[key] / plain[key],
    rule: every("<=", 0.5),
    control: {
      what: "minibatches of 2, over none",
      measure: ({ minibatch, plain }: Measured) => minibatch[key] / plain[key],
      rule: control,
    },
  });
  const byOther = (from: string, to: string) => [
    { what: "measure", from, to, why: "C8 and C8b each had the measure that suits it" },
  ];
  return [
    ...fullClaims(runs.tenInputs, [{
      id: "C8",
      claim: "Neurons condense to few directions with dropout (ten inputs)",
      ...overPlain("effectiveRatio", every(">=", 0.9)),
      paperValue: "two orientations (plot)",
      note: "tens of directions remain where the paper has two",
    }, {
      id: "C8e",
      claim: "… ten inputs, by the measure of C8b",
      ...overPlain("effectiveDirections", every(">", 0.5)),
      paperValue: "two orientations (plot)",
      changed: byOther("effective ratio (C8)", "effective directions"),
      because: {
        cause: "set-up",
        close: "400,000 steps, 4 core-minutes: neurons were still turning in a trial",
      },
    }]),
    ...fullClaims(runs.condensation, [{
      id: "C8b",
      claim: "… one input",
      quantity: "effective directions (entropy of amplitude, 2° apart), dropout over none",
      measure: (run) => directions(run, "dropout"),
      rule: every("<=", 0.5),
      control,
      paperValue: "condensed (plot)",
      changed: [{
        what: "reading",
        from: "effective ratio, |cos| > 0.95",
        to: "effective directions, 2° apart",
        why: "in the plane of (w, b) |cos| > 0.95 leaves at most ten directions; chosen after seed 0",
      }],
    }, {
      id: "C8f",
      claim: "… one input, by the measure of C8",
      ...overPlain("effectiveRatio", every(">", 0.5)),
      paperValue: "condensed (plot)",
      changed: byOther("effective directions (C8b)", "effective ratio"),
      because: { cause: "definition", close: "in the plane |cos| > 0.95 leaves ten directions at most" },
    }, {
      id: "C8c",
      claim: "… also when dropout, or R₁, is switched on at a minimum of R_S",
      quantity: "the larger of the two numbers of directions over that at the minimum",
      measure: (run) => Math.max(directions(run, "toDropout"), directions(run, "toModified")),
      rule: every("<=", 0.5),
      control,
      paperValue: "condense (plot)",
      note: "measure as in C8b",
    }, {
      id: "C8d",
      claim: "… and training leaves that minimum",
      quantity: "largest R_S after the switch to R_S + R₁ over that at the switch",
      measure: ({ toModified: { loss } }) => largest(loss) / loss[0],
      rule: every(">=", 10),
      control: { none: "R_S at the switch is the control" },
      paperValue: "leaves the minimum (plot)",
      note: "threshold ours",
    }]),
  ];
}
