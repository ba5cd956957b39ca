/** C6–C9: rows of pairs, synonym, recitation and intervals. Thresholds were fixed before the runs. */
import {
  type Claim,
  type ClaimChange,
  claims,
  type ClaimsOptions,
  every,
  most,
} from "../../lib/claims/mod.ts";
import type { RunResults } from "../../lib/experiments/mod.ts";
import { largest, mean, smallest } from "../../lib/stats/mod.ts";
import type { CompositionNet } from "./composition.ts";
import type { IntervalNet } from "./intervals.ts";
import { netWith } from "../../lib/experiments/find_net.ts";
import { errorShare, halfwayGap, last, LEARNED, learnedStep, widestGap } from "./readings.ts";
import type { RecitationNet } from "./recitation.ts";
import type { SynonymNet } from "./synonym.ts";
import type { TenAnchorNet } from "./ten_anchors.ts";

/** What distinguishes the rows of 20,000 sentences from those of fewer. */
interface CompositionWords {
  readonly ids: readonly [gain: string, errors: string];
  readonly claims: readonly [gain: string, errors: string];
  readonly where: string;
  readonly close: string;
  readonly changed?: readonly ClaimChange[];
}

/** C6: composition by depth, networks by number of sentences; the errors are those of the seeds that have any. */
function compositionRows(
  { seeds, results, source }: RunResults<readonly CompositionNet[][]>,
  { ids, claims: words, where, close, changed = [] }: CompositionWords,
  options?: ClaimsOptions,
): Claim[] {
  const [shallow, deep] = [results[0][0][0], results[0][0].at(-1)!], common = { atQuick: false, changed };
  const gain = (of: "seen" | "masked") => (bySize: readonly CompositionNet[][]) =>
    mean(bySize.map((nets) => last(nets.at(-1)![of]) - last(nets[0][of])));
  const share = (of: "neighbours" | "others") => (bySize: readonly CompositionNet[][]) =>
    errorShare(bySize.flat(), of)!;
  const erring = seeds.filter((_, i) => errorShare(results[i].flat(), "neighbours") !== null);
  const total = (of: "count" | "neighbours") => results.flat(2).reduce((sum, net) => sum + net.errors[of], 0);
  const carried = claims({ seeds, results, source }, [{
    ...common,
    id: ids[0],
    claim: words[0],
    quantity: `accuracy on the masked pair (3, 4), (${deep.layers}, ${deep.heads}) net − ` +
      `(${shallow.layers}, ${shallow.heads}) net${where}`,
    measure: gain("masked"),
    rule: most(3, 4, ">", 0),
    control: { what: "the same difference on trained pairs", measure: gain("seen"), rule: every("<=", 0.02) },
    paperValue: "(4, 4) .92 → (10, 7) 1.0",
    because: { cause: "set-up", close },
    note: "layers and heads are shallower than in the paper, (2, 1) and (4, 4)",
  }], options);
  const ofErring = { seeds: erring, results: erring.map((seed) => results[seeds.indexOf(seed)]), source };
  const errors = claims(ofErring, [{
    ...common,
    id: ids[1],
    claim: words[1],
    quantity: `share of the errors with the offset of (3, 3) or (4, 4)${where}`,
    measure: share("neighbours"),
    rule: every(">=", 0.8),
    control: {
      what: "offset of (1, 1) or (2, 2), without 3 and 4",
      measure: share("others"),
      rule: every("<=", 0.2),
    },
    paperValue: "97 % of errors",
    because: { cause: "set-up", close },
    note:
      `errors of both networks together, in the ${erring.length} of ${seeds.length} seeds that have any; ` +
      `over all seeds ${total("neighbours")} of ${total("count")} errors`,
  }], options);
  return [...carried, ...errors];
}

/** C6: composition. */
export function compositionClaims(runs: RunResults<CompositionNet[]>, options?: ClaimsOptions): Claim[] {
  return compositionRows({ ...runs, results: runs.results.map((nets) => [nets]) }, {
    ids: ["C6", "C6b"],
    claims: [
      "Composition carries over to a pair that was never trained, better in a deeper network",
      "Errors on the masked pair are answers of the pairs beside it",
    ],
    where: "",
    close:
      "both networks are at the ceiling: composition_few, with 4,000 to 10,000 sentences, about 12 core-minutes",
  }, options);
}

/** C6 with fewer sentences, where there is something to gain; no rows where nothing is stored. */
export function fewSentencesClaims(
  runs: RunResults<CompositionNet[][]>,
  sizes: readonly number[],
  options?: ClaimsOptions,
): Claim[] {
  const all = `N = ${sizes.join(", ")}`;
  const why = "at 20,000 both networks are at the ceiling, and few seeds make errors";
  return runs.seeds.length === 0 ? [] : compositionRows(runs, {
    ids: ["C6c", "C6d"],
    claims: ["… with fewer sentences", "Errors are answers of the pairs beside it, with fewer sentences"],
    where: `, ${all}`,
    close: "the paper's networks, (4, 4) to (10, 7), and 4,000 epochs: 20 minutes per run on two cores",
    changed: [{ what: "runs", from: "20,000 sentences", to: all, why }],
  }, options);
}

/** C7: the synonym, at the largest number of sentences. */
export function synonymClaims(runs: RunResults<SynonymNet[]>, options?: ClaimsOptions): Claim[] {
  const sentences = largest(runs.results[0].map((net) => net.sentences));
  const at = (pattern: "A" | "B", of: "seen" | "masked") => (nets: SynonymNet[]) =>
    last(netWith(nets, { pattern, sentences })[of]);
  const gain = (of: "seen" | "masked") => (nets: SynonymNet[]) => at("A", of)(nets) - at("B", of)(nets);
  return claims(runs, [
    {
      id: "C7",
      claim: "A synonym is learned from contexts it shares",
      quantity: `masked-pair accuracy with anchor 3 in the data (A) − without (B), N = ${sentences}`,
      measure: gain("masked"),
      rule: every(">=", 0.5),
      control: {
        what: "the same difference on trained pairs, absolute",
        measure: (nets) => Math.abs(gain("seen")(nets)),
        rule: every("<=", 0.05),
      },
      atQuick: false,
      paperValue: "1.00 − .04 (N = 6000)",
    },
    {
      id: "C7b",
      claim: "… nearly without errors",
      quantity: `masked-pair accuracy of A, N = ${sentences}`,
      measure: at("A", "masked"),
      rule: every(">=", 0.9),
      control: { what: "B", measure: at("B", "masked"), rule: every("<=", 0.2) },
      atQuick: false,
      paperValue: 1,
    },
  ], options);
}

/** C8: forward before reverse, where the mirrored control was made. */
export function recitationClaims(runs: RunResults<RecitationNet[]>, options?: ClaimsOptions): Claim[] {
  const { sentences } = netWith(runs.results[0], { mirrored: true });
  const gap = (mirrored: boolean) => (nets: RecitationNet[]) =>
    halfwayGap(netWith(nets, { sentences, mirrored }));
  const plain = runs.results.map((nets) => netWith(nets, { sentences, mirrored: false }));
  const steps = plain.map((net) => learnedStep(net) ?? "never");
  return claims(runs, [{
    id: "C8",
    claim: "Reciting forward is learned before reciting backward",
    quantity:
      `forward − reverse accuracy at half the steps that forward needs for ${LEARNED}, N = ${sentences}`,
    measure: gap(false),
    rule: most(4, 5, ">=", 0.1),
    control: {
      what: "all tokens except the question mirrored",
      measure: gap(true),
      rule: most(4, 5, "<=", -0.1),
    },
    atQuick: false,
    paperValue: ".90 / .34 (N = 1000, 4000 epochs)",
    note: `steps that forward needs: ${
      steps.join(", ")
    }; in the control, where the roles are swapped, the gap must change its sign`,
  }, {
    id: "C8b",
    claim: "… by the largest gap over the training",
    quantity: "largest forward − reverse accuracy at any reading, the smaller of N = 2000 and 4000",
    measure: (nets) =>
      smallest([2000, 4000].map((of) => widestGap(netWith(nets, { sentences: of, mirrored: false })))),
    rule: most(4, 5, ">=", 0.1),
    control: {
      what: "all tokens except the question mirrored, N = 4000",
      measure: (nets) => widestGap(netWith(nets, { sentences: 4000, mirrored: true })),
      rule: most(4, 5, "<", 0.1),
    },
    atQuick: false,
    paperValue: ".90 / .34 (N = 1000, 4000 epochs)",
    changed: [{
      what: "reading",
      from: "the gap halfway, on a grid of 25 steps (C8)",
      to: "the largest gap over the training",
      why: "the curves rise within a few readings, so a reading at one step is chance",
    }],
  }], options);
}

/** C9: two intervals, and ten anchors with holes in the largest network. */
export function intervalClaims(
  two: RunResults<IntervalNet[]>,
  ten: RunResults<TenAnchorNet[]>,
  options?: ClaimsOptions,
): Claim[] {
  const disjoint = (of: "own" | "cross") => (nets: IntervalNet[]) =>
    last(netWith(nets, { layout: "disjoint" })[of]);
  const cross = disjoint("cross");
  const { layers, heads, sentences } = ten.results[0].at(-1)!;
  const decided = claims(two, [{
    id: "C9",
    claim: "Two anchors tied to disjoint intervals do not separate: the interval decides",
    quantity: "accuracy where an anchor meets the other's interval",
    measure: cross,
    rule: every("<=", 0.05),
    control: {
      what: "held-back keys of its own interval",
      measure: disjoint("own"),
      rule: every(">=", 0.98),
    },
    atQuick: false,
    paperValue: 0,
    because: {
      cause: "set-up",
      close:
        "one seed has not learned its own intervals; N = 10,000 and 88,000 steps, with C9b: 2 core-hours",
    },
  }], options);
  const filled = claims(ten, [{
    id: "C9b",
    claim: "… while ten anchors with one hole each fill their holes",
    quantity: `accuracy in the holes, (${layers}, ${heads}) net, N = ${sentences}`,
    measure: (nets) => last(nets.at(-1)!.unseen),
    rule: every(">=", 0.8),
    control: { what: "two anchors, disjoint", perSeed: two.results.map(cross), rule: every("<=", 0.05) },
    atQuick: false,
    paperValue: ".85 – 1.0 by anchor",
    note:
      "the paper's network has eight layers of width 400 (stored configuration) and passes over its data 440 times",
  }], options);
  return [...decided, ...filled];
}
