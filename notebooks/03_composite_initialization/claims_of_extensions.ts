/** X1–X6: rows of the extensions. Their thresholds are ours, set before the runs. */
import { type Claim, type ClaimOf, claims, onMean } from "../../lib/claims/mod.ts";
import type { RunResults } from "../../lib/experiments/mod.ts";
import { range } from "../../lib/notebook/words.ts";
import { mean, smallest } from "../../lib/stats/mod.ts";
import { aroundException } from "./around_exception.ts";
import { batchClaims } from "./claims_of_ladder.ts";
import type { PhaseGrid } from "./claims_of_phases.ts";
import { atEnd } from "./composite_training.ts";
import type { EndPointResult } from "./end_points.ts";
import type { NetworkSummary } from "./network_summary.ts";
import type { Block, OneBlockResult } from "./one_block.ts";
import { LEAST_SEEN } from "./phase_groups.ts";
import { ofEndPoint, READ } from "./readings.ts";

/** Runs that decide the rows: end points of the full profile, and the extensions. */
export interface ExtensionRuns {
  ends: RunResults<EndPointResult>;
  blocks: RunResults<OneBlockResult>;
  decays: RunResults<NetworkSummary[]>;
  /** Weight decays of the runs. */
  weightDecays: readonly number[];
  search: PhaseGrid;
  ladder: PhaseGrid;
}

/** The rows of the extensions. */
export function extensionClaims(
  { ends, blocks, decays, weightDecays, search, ladder }: ExtensionRuns,
): Claim[] {
  const control = {
    what: "everything large, weight decay as elsewhere",
    perSeed: ofEndPoint(ends.results, "U large").map(READ.composed),
    rule: onMean("<", 0.5),
  };
  const row = { rule: onMean(">=", 0.5), control, atQuick: false }, letters = ["", "b", "c", "d"];
  return [
    ...claims(ends, TRANSFER),
    ...claims(
      blocks,
      (Object.keys(blocks.results[0] ?? {}) as Block[]).map((block, i) => ({
        ...row,
        id: `X2${letters[i]}`,
        claim: i === 0 ? `One small block is enough: ${block}` : `… ${block}`,
        quantity: "share of (4, 3) answered with −10, task U, only this block at γ = 1",
        measure: (networks) => networks[block]!.answers.inferential,
      })),
    ),
    ...claims(
      decays,
      weightDecays.map((decay, i) => ({
        ...row,
        id: `X3${letters[i]}`,
        claim: i === 0 ? `Weight decay does what a small start does: ${decay}` : `… ${decay}`,
        quantity: `share of (4, 3) answered with −10, task U, γ = 0.3, weight decay ${decay}`,
        measure: (networks) => networks[i].answers.inferential,
        note: seenBy(decays.results.map((networks) => networks[i])),
      })),
    ),
    ...exceptionClaim(search),
    ...batchClaims(ladder),
  ];
}

/** X4: the mirrored answer of two layers before and after the exception is learnt, mean over a seed's starts. */
function exceptionClaim({ stored, source }: PhaseGrid): Claim[] {
  const learnt = stored
    .filter(({ settings: { variant, layers } }) => variant === "W" && layers === 2)
    .map(({ seed, result }) => ({ seed, ...aroundException(result.curves) }))
    .filter(({ after }) => after !== null);
  const bySeed = Map.groupBy(learnt, ({ seed }) => seed);
  type Learnt = typeof learnt;
  return claims({ seeds: [...bySeed.keys()], results: [...bySeed.values()], source }, [{
    id: "X4",
    claim: "With two layers the mirrored answer comes with the exception (3, 4)",
    quantity:
      "rise of the share of −6 from just before to just after (3, 4) is learnt, task W, mean of all starts",
    measure: (run: Learnt) => mean(run.map(({ before, after }) => after!.symmetric - before.symmetric)),
    rule: onMean(">=", 0.3),
    control: {
      what: "the rise one reading earlier",
      measure: (run: Learnt) => mean(run.map(({ earlier, before }) => before.symmetric - earlier.symmetric)),
      rule: onMean("<=", 0.1),
    },
    note: "row and thresholds were added after the runs were seen",
  }]);
}

/** What networks know of their data; where it is less than {@linkcode LEAST_SEEN}, a row says nothing about composing. */
function seenBy(networks: readonly NetworkSummary[]): string {
  const seen = networks.map(({ curves }) => atEnd(curves.seen)),
    known = `seen pairs answered: ${range(seen)}`;
  return smallest(seen) < LEAST_SEEN ? `${known}; so the row says little or nothing about composing` : known;
}

const anchors = (run: EndPointResult) => run["U small"]!.transfer.anchors;

/** X1: which state the answer follows when states are patched. */
const TRANSFER: readonly ClaimOf<EndPointResult>[] = [
  {
    id: "X1",
    claim: "In a composed network the key travels with the anchors",
    quantity: "share of answers that follow the state moved in at both anchors, task U, γ = 1",
    measure: anchors,
    rule: onMean(">=", 0.8),
    control: {
      what: "task W, γ = 0.3",
      measure: (run) => run["W large"]!.transfer.anchors,
      rule: onMean("<=", 0.2),
    },
    atQuick: false,
  },
  {
    id: "X1b",
    claim: "… and nothing travels with noise",
    quantity: "the same with the state of two noise tokens, task U, γ = 1",
    measure: (run) => run["U small"]!.transfer.noise,
    rule: onMean("<=", 0.1),
    control: { what: "both anchors", measure: anchors, rule: onMean(">", 0.1) },
    atQuick: false,
  },
];
