/** C6–C9 and X4: rows of pairs, synonym, recitation, intervals and longer sentences. Thresholds were fixed before the runs. */
import { type Claim, claimRow, type ClaimRule, type Comparison, type Profile } from "../../lib/claims/mod.ts";
import type { RunResults as PairRuns } from "../../lib/experiments/mod.ts";
import { largest } from "../../lib/stats/mod.ts";
import type { CompositionRun } from "./composition.ts";
import type { IntervalLayout, IntervalRun } from "./intervals.ts";
import type { LongerNet, LongerRun, Positions } from "./longer_sentences.ts";
import { last, recitationNets } from "./pair_figures.ts";
import type { RecitationNet, RecitationRun } from "./recitation.ts";
import type { SynonymNet, SynonymRun } from "./synonym.ts";
import type { TenAnchorRun } from "./ten_anchors.ts";

export type { PairRuns };

/** All experiments that decide these rows. */
export interface PairExperiments {
  profile: Profile;
  composition: PairRuns<CompositionRun>;
  synonym: PairRuns<SynonymRun>;
  recitation: PairRuns<RecitationRun>;
  intervals: PairRuns<IntervalRun>;
  tenAnchors: PairRuns<TenAnchorRun>;
  longer: PairRuns<LongerRun>;
}

const rule = (op: Comparison, threshold: number, atLeast = "every seed"): ClaimRule => ({
  op,
  threshold,
  atLeast,
});

/** Share of the errors on the masked pair, of both networks together, that fulfil a count; null without an error. */
export function errorShare(run: CompositionRun, of: "neighbours" | "others"): number | null {
  const errors = run.reduce((sum, net) => sum + net.errors.count, 0);
  return errors === 0 ? null : run.reduce((sum, net) => sum + net.errors[of], 0) / errors;
}

function compositionClaims(
  { profile, composition: { seeds, results, source } }: Pick<PairExperiments, "profile" | "composition">,
): Claim[] {
  const decided = profile === "full";
  const gain = (of: "seen" | "masked") =>
    results.map((nets) => last(nets[nets.length - 1][of]) - last(nets[0][of]));
  const [shallow, deep] = [results[0][0], results[0][results[0].length - 1]];
  const erring = results.flatMap((run, i) => errorShare(run, "neighbours") === null ? [] : [i]);
  const total = (of: "count" | "neighbours") => results.flat().reduce((sum, net) => sum + net.errors[of], 0);
  const [errors, neighbours] = [total("count"), total("neighbours")];
  const shares = (of: "neighbours" | "others") => erring.map((i) => errorShare(results[i], of)!);
  return [
    claimRow({
      id: "C6",
      claim: "Composition carries over to a pair that was never trained, better in a deeper network",
      quantity:
        `accuracy on the masked pair (3, 4), (${deep.layers}, ${deep.heads}) net − (${shallow.layers}, ${shallow.heads}) net`,
      seeds,
      source,
      decided,
      perSeed: gain("masked"),
      rule: rule(">", 0, "3/4 seeds"),
      control: {
        what: "the same difference on trained pairs",
        perSeed: gain("seen"),
        rule: rule("<=", 0.02),
      },
      paperValue: "(4, 4) .92 → (10, 7) 1.0",
      note: "layers and heads are shallower than in the paper, (2, 1) and (4, 4)",
    }),
    claimRow({
      id: "C6b",
      claim: "Errors on the masked pair are answers of the pairs beside it",
      quantity: "share of the errors with the offset of (3, 3) or (4, 4)",
      seeds: erring.map((i) => seeds[i]),
      source,
      perSeed: shares("neighbours"),
      rule: rule(">=", 0.8),
      control: {
        what: "offset of (1, 1) or (2, 2), which share no anchor with it",
        perSeed: shares("others"),
        rule: rule("<=", 0.2),
      },
      decided: decided && erring.length > 0,
      paperValue: "97 % of errors",
      note:
        `errors of both networks together, in the ${erring.length} of ${seeds.length} seeds that have any; ` +
        `over all seeds ${neighbours} of ${errors} errors`,
    }),
  ];
}

/** The network of a pattern with so many sentences. */
export function synonymNet(run: SynonymRun, pattern: SynonymNet["pattern"], sentences: number): SynonymNet {
  const net = run.find((one) => one.pattern === pattern && one.sentences === sentences);
  if (!net) {
    throw new RangeError(
      `synonymNet: no net of pattern ${pattern} with ${sentences} sentences, allowed ${
        run.map((one) => `${one.pattern} ${one.sentences}`).join(", ")
      }`,
    );
  }
  return net;
}

function synonymClaims(
  { profile, synonym: { seeds, results, source } }: Pick<PairExperiments, "profile" | "synonym">,
): Claim[] {
  const size = largest(results[0].map(({ sentences }) => sentences));
  const at = (pattern: "A" | "B", of: "seen" | "masked") =>
    results.map((run) => last(synonymNet(run, pattern, size)[of]));
  const [a, b, seenA, seenB] = [at("A", "masked"), at("B", "masked"), at("A", "seen"), at("B", "seen")];
  const row = { seeds, source, decided: profile === "full" };
  return [
    claimRow({
      ...row,
      id: "C7",
      claim: "A synonym is learned from contexts it shares",
      quantity: `masked-pair accuracy with anchor 3 in the data (A) − without (B), N = ${size}`,
      perSeed: a.map((value, i) => value - b[i]),
      rule: rule(">=", 0.5),
      control: {
        what: "the same difference on trained pairs, absolute",
        perSeed: seenA.map((value, i) => Math.abs(value - seenB[i])),
        rule: rule("<=", 0.05),
      },
      paperValue: "1.00 − .04 (N = 6000)",
    }),
    claimRow({
      ...row,
      id: "C7b",
      claim: "… nearly without errors",
      quantity: `masked-pair accuracy of A, N = ${size}`,
      perSeed: a,
      rule: rule(">=", 0.9),
      control: { what: "B", perSeed: b, rule: rule("<=", 0.2) },
      paperValue: 1,
    }),
  ];
}

/** Accuracy that counts as having learned a direction. */
export const RECITED = 0.95;

/** First reading at which the curve of the direction in the order of the text is learned; null where it never is. */
export function learnedStep({ steps, forward, reverse, mirrored }: RecitationNet): number | null {
  const at = (mirrored ? reverse : forward).findIndex((value) => value >= RECITED);
  return at < 0 ? null : steps[at];
}

/** Forward − reverse at the reading nearest to half of that step (of all steps, where it is never reached). */
export function halfwayGap(net: RecitationNet): number {
  const { steps, forward, reverse } = net, half = (learnedStep(net) ?? last(steps)) / 2;
  const near = steps.reduce(
    (best, step, i) => Math.abs(step - half) < Math.abs(steps[best] - half) ? i : best,
    0,
  );
  return forward[near] - reverse[near];
}

function recitationClaims(
  { profile, recitation: { seeds, results, source } }: Pick<PairExperiments, "profile" | "recitation">,
): Claim[] {
  return [...new Set(results[0].filter(({ mirrored }) => mirrored).map(({ sentences }) => sentences))]
    .map((size) => {
      const [plain, turned] = [recitationNets(results, size, false), recitationNets(results, size, true)];
      return claimRow({
        id: "C8",
        claim: "Going on behind an item is learned before going back",
        quantity:
          `forward − reverse accuracy at half the steps that forward needs for ${RECITED}, N = ${size}`,
        seeds,
        source,
        decided: profile === "full",
        perSeed: plain.map(halfwayGap),
        rule: rule(">=", 0.1, "4/5 seeds"),
        control: {
          what: "the same sentences with all tokens but the question mirrored",
          perSeed: turned.map(halfwayGap),
          rule: rule("<=", -0.1, "4/5 seeds"),
        },
        paperValue: ".90 / .34 (N = 1000, 4000 epochs)",
        note: `steps that forward needs: ${
          plain.map((net) => learnedStep(net) ?? "never").join(", ")
        }; in the control, where the roles are swapped, the gap must change its sign`,
      });
    });
}

function intervalClaims(
  { profile, intervals, tenAnchors }: Pick<PairExperiments, "profile" | "intervals" | "tenAnchors">,
): Claim[] {
  const { seeds, results, source } = intervals, decided = profile === "full";
  const of = (layout: IntervalLayout, which: "own" | "cross") =>
    results.map((run) => last(run.find((net) => net.layout === layout)![which]));
  const best = tenAnchors.results.map((run) => last(run[run.length - 1].unseen));
  const { layers, heads, sentences } = tenAnchors.results[0][tenAnchors.results[0].length - 1];
  return [
    claimRow({
      id: "C9",
      claim: "Two anchors tied to disjoint intervals do not separate: the interval decides",
      quantity: "accuracy where an anchor meets the other's interval",
      seeds,
      source,
      decided,
      perSeed: of("disjoint", "cross"),
      rule: rule("<=", 0.05),
      control: {
        what: "each anchor on held-back keys of its own interval",
        perSeed: of("disjoint", "own"),
        rule: rule(">=", 0.98),
      },
      paperValue: 0,
    }),
    claimRow({
      id: "C9b",
      claim: "… but ten anchors with one hole each do",
      quantity: `accuracy in the holes, (${layers}, ${heads}) net, N = ${sentences}`,
      seeds: tenAnchors.seeds,
      source: tenAnchors.source,
      decided,
      perSeed: best,
      rule: rule(">=", 0.8),
      control: { what: "two anchors, disjoint", perSeed: of("disjoint", "cross"), rule: rule("<=", 0.05) },
      paperValue: ".85 – 1.0 by anchor",
      note:
        "the paper's network has eight layers of width 400 (stored configuration) and passes over its data 440 times",
    }),
  ];
}

/** A kind's network of each seed. */
export function longerNets(results: readonly LongerRun[], positions: Positions): LongerNet[] {
  return results.map((run) => run.find((net) => net.positions === positions)!);
}

/** X4: the rows of the extension on longer sentences. */
export function longerSentenceClaims(
  { profile, longer: { seeds, results, source } }: Pick<PairExperiments, "profile" | "longer">,
): Claim[] {
  const { lengths } = results[0][0], longest = last(lengths), trained = lengths[0];
  const beyond = (kind: Positions) => longerNets(results, kind).map((net) => net.beyond.at(-1)!);
  const accuracy = (kind: Positions, at: "first" | "last") =>
    longerNets(results, kind).map((net) => at === "first" ? net.accuracy[0] : last(net.accuracy));
  const row = { seeds, source, decided: profile === "full" },
    note = "the threshold is ours, set after one trial seed that is not among these";
  return [
    claimRow({
      ...row,
      id: "X4",
      claim: "With learnt positions the copy does not reach beyond the trained length",
      quantity: `accuracy for keys at places ${trained} … of sentences of ${longest} tokens`,
      perSeed: beyond("learnt"),
      rule: rule("<=", 0.3),
      control: {
        what: `sentences of ${trained} tokens, as in training`,
        perSeed: accuracy("learnt", "first"),
        rule: rule(">=", 0.95),
      },
      note,
    }),
    claimRow({
      ...row,
      id: "X4b",
      claim: "Fixed waves carry it there",
      quantity: "the same with fixed waves as positions",
      perSeed: beyond("waves"),
      rule: rule(">=", 0.5),
      control: { what: "learnt positions", perSeed: beyond("learnt"), rule: rule("<=", 0.3) },
      note,
    }),
    claimRow({
      ...row,
      id: "X4c",
      claim: "Without positions, with the causal mask alone, it survives longer sentences",
      quantity: `accuracy over all places in sentences of ${longest} tokens`,
      perSeed: accuracy("none", "last"),
      rule: rule(">=", 0.7),
      control: { what: "learnt positions", perSeed: accuracy("learnt", "last"), rule: rule("<=", 0.6) },
      note: `${note}. At ${trained} tokens: ${
        accuracy("none", "first").map((value) => value.toFixed(2)).join(", ")
      }`,
    }),
  ];
}

/** C6–C9: the rows of the paper. */
export function pairClaims(runs: Omit<PairExperiments, "longer">): Claim[] {
  return [
    ...compositionClaims(runs),
    ...synonymClaims(runs),
    ...recitationClaims(runs),
    ...intervalClaims(runs),
  ];
}
