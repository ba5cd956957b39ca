/** X1 and X6: the rows of the order of the operator, and of what the linear theory foresees. */
import { against, type ClaimOf, type ClaimRuns, every } from "../../lib/claims/mod.ts";
import { largest, spearman } from "../../lib/stats/mod.ts";
import type { TheoryJump, TheoryRun } from "./jump_theory.ts";
import * as measure from "./measures.ts";
import { jump } from "./measures.ts";
import type { RateCurves } from "./mode_rates.ts";
import type { OperatorOrderRun } from "./operator_order.ts";
import type { PreferredFrequencies } from "./order_rates.ts";

/** X1: the run of one order, and the steps until it has jumped a hundredfold. */
const ofOrder = (all: OperatorOrderRun, m: number) => all.find(({ order }) => order === m)!.run;
const untilHundred = (all: OperatorOrderRun) =>
  all.map(({ run }) => measure.stepsToHundred(run, ofOrder(all, 0)));

export const orderRows: ClaimOf<OperatorOrderRun>[] = [
  {
    id: "X1",
    claim: "The jump comes the sooner, the higher the order m of the operator",
    quantity:
      "rank correlation with m = 0 … 4 of the steps until the data loss is 100 times that under m = 0",
    measure: (all) => spearman(all.map(({ order }) => order), untilHundred(all)),
    rule: every("<=", -0.7),
    control: against(
      "m = 1, the steps out of 1000; without a jump all of them",
      every(">=", 1000),
      (all) => untilHundred(all)[1],
    ),
    changed: [{
      what: "the quantity",
      from: "J₂₀₀, as in X1c",
      to: "the time until the jump",
      why: "J saturates near 10⁵, and m = 0 and 1 tie near 1; set after the runs were seen",
    }],
  },
  {
    id: "X1c",
    claim: "… the old definition of X1: the jump grows with m",
    quantity: "rank correlation of J₂₀₀ with m = 0 … 4",
    measure: (all) => spearman(all.map(({ order }) => order), all.map(({ run }) => jump(run))),
    rule: every(">=", 0.7),
    control: against("J₂₀₀ at m = 0, the data loss", every("<=", 2), (all) => jump(ofOrder(all, 0))),
  },
];

/** X1b: at σ = 3 and 4 in steps of ¼, and its old definition. */
export function rateRows(
  fine: ClaimRuns<PreferredFrequencies>,
  old: ClaimRuns<RateCurves[]>,
  k: readonly number[],
) {
  const control = { none: "at m = 0, the natural control, k* is 0" }, rule = every("<=", 0.35);
  const orders = [1, 2, 3, 4], quantity = "largest relative distance of k*(m)/m from its mean over m = 1 … 4";
  const whole = (curves: RateCurves[]) =>
    orders.map((m) => measure.preferred(k, measure.ratesOf(curves, curves[0].sigma, m).rate));
  const finer = (all: PreferredFrequencies, sigma: number) =>
    orders.map((m) => all.find((one) => one.sigma === sigma && one.order === m)!.rate);
  const [first] = fine.results, sigmas = [...new Set(first.map(({ sigma }) => sigma))];
  const best = sigmas.map((sigma) => `${finer(first, sigma).join(", ")} at σ = ${sigma}`).join("; ");
  const row: ClaimOf<PreferredFrequencies> = {
    id: "X1b",
    claim: "The preferred frequency is proportional to m",
    quantity: `${quantity}, the larger of σ = ${sigmas.join(" and ")}`,
    measure: (all) => largest(sigmas.map((sigma) => measure.proportionality(finer(all, sigma)))),
    rule,
    control,
    changed: [{
      what: "the scale and the frequencies",
      from: "σ = 1 and whole numbers, as in X1d",
      to: `σ = ${sigmas.join(" and ")}, and steps of ¼`,
      why: "at σ = 1 the best whole number at m = 1 is 0, and the formula itself fails",
    }],
    note: `k* for m = 1 … 4 (seed ${fine.seeds[0]}): ${best}`,
  };
  const before: ClaimOf<RateCurves[]> = {
    id: "X1d",
    claim: "… the old definition of X1b",
    quantity: `${quantity}, σ = 1`,
    measure: (curves) => measure.proportionality(whole(curves)),
    rule,
    control,
    note: `k* for m = 1 … 4 (seed ${old.seeds[0]}): ${whole(old.results[0]).join(", ")}`,
  };
  return [row, before] as const;
}

/** X6: what the linear theory foresees. */
export function theoryRows(): ClaimOf<TheoryRun>[] {
  const all = (run: TheoryRun) => Object.values(run).map((losses) => Object.values(losses));
  const rank = (run: TheoryRun, shift: number) => {
    const pairs = all(run).flatMap((jumps) =>
      jumps.map(({ adam }, i) => [jumps[(i + shift) % jumps.length].predicted, adam])
    );
    return spearman(pairs.map(([predicted]) => predicted), pairs.map(([, found]) => found));
  };
  const missed = (run: TheoryRun, of: (jumps: TheoryJump[], i: number) => TheoryJump) =>
    largest(
      all(run).flatMap((jumps) =>
        jumps.map(({ descent }, i) => Math.abs(Math.log2(of(jumps, i).predicted / descent)))
      ),
    );
  const eased = (run: TheoryRun, loss: "weighted" | "modes") =>
    largest(Object.values(run).map((losses) => losses[loss].adam / losses.points.adam));
  return [
    {
      id: "X6",
      claim: "The linear theory foresees which switch jumps further",
      quantity: "rank correlation of the foreseen jump with Adam's, three equations with three losses each",
      measure: (run) => rank(run, 0),
      rule: every(">=", 0.7),
      control: against("the foreseen jump of another loss", every("<", 0.7), (run) => rank(run, 1)),
    },
    {
      id: "X6b",
      claim: "… and, for gradient descent, how far, within a factor of two",
      quantity: "largest |log₂| of the foreseen jump over that of gradient descent",
      measure: (run) => missed(run, (jumps, i) => jumps[i]),
      rule: every("<=", 1),
      control: against(
        "the foreseen jump of all points for every loss",
        every(">", 1),
        (run) => missed(run, ([points]) => points),
      ),
    },
    {
      id: "X6c",
      claim: "In a plane, too, the weights |k|⁻² make the jump smaller, at least by half",
      quantity: "Adam's jump with them over that without, the largest of Burgers, heat and wave",
      measure: (run) => eased(run, "weighted"),
      rule: every("<=", 0.5),
      control: against("the same modes without weights", every(">", 0.5), (run) => eased(run, "modes")),
      note: "for Burgers' equation leaving out the high modes does as much as the weights",
    },
  ];
}
