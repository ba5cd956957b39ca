/** Claims of other activations, C5–C5d. */
import { type Claim, type ClaimOf, every } from "../../lib/claims/mod.ts";
import type { RunResults } from "../../lib/experiments/mod.ts";
import { count } from "../../lib/notebook/words.ts";
import type { ActivationRun, OtherActivation } from "./activations.ts";
import { against, largestRise, paperClaims, unlearntReading } from "./claims_line.ts";
import { delays, delayShare, LEARNT, rise } from "./measures.ts";

/** Rows of G4 and G5. */
export function activationClaims(runs: RunResults<ActivationRun>): Claim[] {
  const rows = (name: OtherActivation, [id, idOfDelay]: [string, string]): ClaimOf<ActivationRun>[] => {
    const others = runs.results.flatMap((run) => [run[name].dense, run[name].uniform]);
    const unlearnt = count(others, (run) => delayShare(run) === null);
    return [
      {
        id,
        claim: name === "tanh" ? "The rise is robust to the activation: tanh" : "… ReLU",
        quantity: "R, greatest early test loss over the first",
        measure: (run) => rise(run[name].sparse).ratio,
        rule: every(">=", 1.05),
        control: against(
          "dense and evenly spaced points",
          (run) => largestRise(run[name].dense, run[name].uniform),
          every("<=", 1.01),
        ),
        note: "the peak lies at the first reading, step 50, in every run: finer readings are needed",
      },
      {
        id: idOfDelay,
        claim: `… and so is the delay: ${name === "tanh" ? "tanh" : "ReLU"}`,
        quantity: `delay at loss ${LEARNT} over training time, a lower bound where the run ends first`,
        measure: (run) => delayShare(run[name].sparse)!,
        rule: every(">", 0.05),
        control: {
          what:
            `dense and evenly spaced points; ${unlearnt} runs did not learn their training set and are left out`,
          perSeed: delays(others),
          rule: every("<=", 0.05),
        },
        changed: [unlearntReading("left out of the control, with their number")],
      },
    ];
  };
  return paperClaims(runs, [...rows("tanh", ["C5", "C5b"]), ...rows("relu", ["C5c", "C5d"])], false);
}
