/** C5–C7: place of the norms, size of the start, and random matrices in the attention. */
import type { Claim, ClaimCause, ClaimOf } from "../../lib/claims/mod.ts";
import { fullClaims, NO_EFFECT_NAMED, onMean, onMedian } from "../../lib/claims/mod.ts";
import type { Runs } from "../../lib/experiments/mod.ts";
import { smallest } from "../../lib/stats/mod.ts";
import { atEnd, stepsToNinety } from "./chain_training.ts";
import { accuracyGain, type ComparisonRuns, fourOfFive, ofConditions, speedRatio } from "./measures.ts";
import type { NormAndStartRun } from "./norm_and_start.ts";
import type { BufferRun, BufferSettings } from "./random_buffers.ts";

type Pair = Record<"post" | "pre", NormAndStartRun>;
type Starts = Record<"small" | "smaller" | "large", NormAndStartRun>;

const LONGER = {
  cause: "set-up",
  close:
    "30,000 steps for pre-norm and γ = 0.3, until they fit their trained differences as well as the others: 1.5 " +
    "core-hours",
} as const;

const held = ({ curves }: NormAndStartRun) => atEnd(curves.test);
const trained = ({ curves }: NormAndStartRun) => atEnd(curves.train);

/** The rows of norms, starts and random matrices; thresholds were fixed before the runs. */
export function trainingClaims(
  comparison: ComparisonRuns,
  buffers: Runs<BufferSettings, readonly BufferRun[]>,
): Claim[] {
  const pair = (gamma: number) => ofConditions(comparison, { post: `post ${gamma}`, pre: `pre ${gamma}` });
  return [
    ...fullClaims(pair(0.5), normRows("C5", "C5b", 0.5)),
    ...fullClaims(pair(0.8), normRows("C5c", "C5d", 0.8)),
    ...fullClaims(
      ofConditions(comparison, { small: "post 0.8", smaller: "post 1", large: "post 0.3" }),
      startRows(),
    ),
    ...fullClaims(buffers, bufferRows(buffers.settings.trainingSteps)),
  ];
}

/** C5: post- against pre-norm. */
function normRows(id: string, soonerId: string, gamma: number): ClaimOf<Pair>[] {
  return [
    {
      id,
      claim: `Post-norm reasons where pre-norm does not, γ = ${gamma}`,
      quantity: "accuracy on held-out differences, post-norm − pre-norm",
      rule: fourOfFive(">=", 0.3),
      paperValue: "figure",
      measure: ({ post, pre }) => held(post) - held(pre),
      control: {
        what: "the same on trained differences",
        measure: ({ post, pre }) => trained(post) - trained(pre),
        rule: onMean("<=", 0.1),
      },
      because: LONGER,
      note: "the control asks whether pre-norm networks have learned their training data at all",
    },
    {
      id: soonerId,
      claim: `… and sooner, γ = ${gamma}`,
      quantity: "steps to 90 % held-out accuracy, post-norm over pre-norm; 0 where pre-norm never reaches it",
      rule: onMedian("<=", 0.5),
      measure: ({ post, pre }) => {
        const [sooner, later] = [post, pre].map(({ curves }) => stepsToNinety(curves));
        return sooner === Infinity ? 2 : later === Infinity ? 0 : sooner / later;
      },
      control: { none: "pre-norm is what post-norm is compared with" },
      note:
        "2 stands for a post-norm network that never reaches it; pre-norm networks do not fit their training data " +
        "either, see the row above",
    },
  ];
}

/** C6: small against large starts. */
function startRows(): ClaimOf<Starts>[] {
  const gain = (of: (run: NormAndStartRun) => number) => ({ small, smaller, large }: Starts) =>
    (of(small) + of(smaller)) / 2 - of(large);
  return [
    {
      id: "C6",
      claim: "A smaller start helps reasoning",
      quantity: "accuracy on held-out differences, mean of γ = 0.8 and 1 − γ = 0.3, post-norm",
      rule: fourOfFive(">=", 0.1),
      paperValue: "figure",
      measure: gain(held),
      control: { what: "the same on trained differences", measure: gain(trained), rule: onMean("<=", 0.1) },
      because: LONGER,
    },
    {
      id: "C6b",
      claim: "A smaller start helps matching",
      quantity:
        "matching score over the items, smaller of both layers, mean of γ = 0.8 and 1 − γ = 0.3, post-norm",
      rule: fourOfFive(">=", 0.1),
      measure: gain(({ after }) => smallest(after.matching)),
      control: {
        what: "the same before training",
        measure: gain(({ before }) => smallest(before.matching)),
        rule: onMean("<=", 0.05),
      },
      note: "networks at γ = 0.3 do not fit their training data either, see C6",
    },
  ];
}

const NO_RANGE: ClaimCause = {
  cause: "set-up",
  close:
    "the task is learnt within 800 steps at the highest rate and by nobody at the others, so that there is no range for " +
    "a gain; 6 links, width 128, together with C8",
};

/** C7: fixed random matrices with trainable multiples. */
function bufferRows(steps: number): ClaimOf<readonly BufferRun[]>[] {
  const speed = (id: string, kind: string, claim: string): ClaimOf<readonly BufferRun[]> => ({
    id,
    claim,
    quantity: "steps to 90 % held-out accuracy over those without, each at its best learning rate",
    rule: onMedian("<=", 0.7, 1),
    paperValue: "75 % less training (GPT-2)",
    measure: (run) => speedRatio(run, kind, steps),
    control: {
      what: "the identity in place of random matrices",
      measure: (run) => speedRatio(run, "identity", steps),
      rule: onMedian(">=", 0.9),
    },
    note: `the last step (${steps}) stands for networks that never reach 90 %`,
    because: NO_RANGE,
    changed: [NO_EFFECT_NAMED],
  });
  return [
    speed("C7", "random", "Random matrices speed learning (Z as printed)"),
    speed("C7b", "random, matched", "… arranged so that the kernel holds Z Zᵀ"),
    {
      id: "C7c",
      claim: "Random matrices raise the final accuracy",
      quantity: "accuracy on held-out differences with Z as printed − without, mean over learning rates",
      rule: onMean(">=", 0.05),
      paperValue: "figure",
      measure: (run) => accuracyGain(run, "random"),
      control: {
        what: "the identity",
        measure: (run) => accuracyGain(run, "identity"),
        rule: onMean("<=", 0.02),
      },
      note: `0 is no gain. Cause: ${NO_RANGE.cause}; ${NO_RANGE.close}`,
    },
  ];
}
