/** X1–X5: claims beyond the paper. */
import { type Claim, type ClaimOf, claims, fullClaims, onMean } from "../../lib/claims/mod.ts";
import type { RunResults, Runs } from "../../lib/experiments/mod.ts";
import { smallest, spearman } from "../../lib/stats/mod.ts";
import type { BuffersResult } from "./buffers.ts";
import { atEnd, type ChainCurves } from "./chain_training.ts";
import { atSmallerStart, GUESSABLE, SMALLER } from "./claims_shared.ts";
import type { LastLayerResult } from "./last_layer_buffer.ts";
import { type ComparisonRuns, fourOfFive, mainCondition, ofConditions } from "./measures.ts";
import type { MoreLinksRun, MoreLinksSettings, Positions } from "./more_links.ts";
import type { NormAndStartRun } from "./norm_and_start.ts";
import type { WidthRun } from "./width_law.ts";

/** Runs that decide the extensions' rows. */
interface ExtensionRuns {
  comparison: ComparisonRuns;
  ownBuffers: RunResults<BuffersResult>;
  moreLinks: Runs<MoreLinksSettings, MoreLinksRun[]>;
  widths: RunResults<readonly WidthRun[]>;
  lastLayer: RunResults<LastLayerResult>;
}

/** The extensions' rows. */
export function extensionClaims(
  { comparison, ownBuffers, moreLinks, widths, lastLayer }: ExtensionRuns,
): Claim[] {
  const main = mainCondition(comparison.settings), atMain = ofConditions(comparison, { run: main });
  const lost = (curve: keyof ChainCurves) => ({ own, shared }: BuffersResult) =>
    atEnd(own.curves[curve]) - atEnd(shared.curves[curve]);
  const rise = (of: (run: WidthRun) => number[]) => (run: readonly WidthRun[]) =>
    spearman(run.map(({ width }) => width), run.map((one) => smallest(of(one))));
  const gain = (kind: string) => (run: LastLayerResult) => atEnd(run[kind].test) - atEnd(run["none"].test);
  return [
    ...fullClaims(atMain, [mechanismRow("X1", main)]),
    ...claims(atMain, [mechanismRow("X1b", main)]),
    ...fullClaims(
      ofConditions(comparison, { run: SMALLER }),
      ["X1c", "X1d"].map((id) => ({ ...mechanismRow(id, SMALLER), ...atSmallerStart(id) })),
    ),
    ...fullClaims(ownBuffers, [{
      id: "X2",
      claim: "Distinct buffers are needed for three steps (B2)",
      quantity: "accuracy on held-out differences, a buffer for each layer − one that layers 2 and 3 share",
      rule: onMean(">=", 0.1),
      measure: lost("test"),
      control: { what: "the same on trained differences", measure: lost("train"), rule: onMean("<=", 0.05) },
      note: GUESSABLE,
    }]),
    ...moreLinksClaims(moreLinks),
    ...fullClaims(widths, [{
      id: "X4",
      claim: "Wider networks match vectors that they never saw (B5)",
      quantity: "Spearman's ρ of width and matching score over Gaussian rows, the smaller of both layers",
      rule: fourOfFive(">=", 0.8),
      measure: rise(({ gaussian }) => gaussian),
      control: { what: "untrained networks", measure: rise(({ before }) => before), rule: onMean("<", 0.8) },
    }]),
    ...fullClaims(lastLayer, [{
      id: "X5",
      claim: "Random matrices in the last layer alone, with a large start, speed learning",
      quantity: "accuracy on held-out differences with them − without, when training ends amid the leap",
      rule: onMean(">=", 0.1),
      measure: gain("random"),
      control: { what: "the identity in their place", measure: gain("identity"), rule: onMean("<=", 0.05) },
      note:
        "found in the grid of C7 and repeated on other seeds; the threshold is that of no claim of the paper",
    }]),
  ];
}

type Cut = keyof NormAndStartRun["mechanism"]["accuracy"] & `${string}Only`;
const ALONE = {
  claim: "Shift and matching are the whole mechanism (B1)",
  quantity: "share of the accuracy kept with these edges alone",
  cuts: ["mechanismOnly", "wrongLinkOnly"],
} as const;
const ON_THE_WAY = {
  claim: "… on the way from the query to the answer, other positions left whole",
  quantity: "share of the accuracy kept",
  cuts: ["wayOnly", "wrongWayOnly"],
} as const;

/** X1: the fraction of the accuracy that some edges keep, and the same with a wrong link in the last layer. */
function mechanismRow(id: string, name: string): ClaimOf<{ run: NormAndStartRun }> {
  const { claim, quantity, cuts: [edges, wrong] } = id === "X1" || id === "X1c" ? ALONE : ON_THE_WAY;
  const kept = (cut: Cut) => ({ run: { mechanism: { accuracy } } }: { run: NormAndStartRun }) =>
    accuracy[cut] / accuracy.whole;
  return {
    id,
    claim,
    quantity: `${quantity}, ${name}`,
    rule: fourOfFive(">=", 0.9),
    measure: kept(edges),
    control: { what: "a wrong link in the last layer", measure: kept(wrong), rule: fourOfFive("<=", 0.3) },
  };
}

/** X3: one link more than in training. */
function moreLinksClaims(runs: Runs<MoreLinksSettings, MoreLinksRun[]>): Claim[] {
  const { asked, links } = runs.settings, next = asked.findIndex((count) => count > links);
  const accuracy = (positions: Positions) => (run: readonly MoreLinksRun[]) =>
    run.find((one) => one.positions === positions)!.accuracy[next];
  return fullClaims(
    runs,
    (["rotary", "none"] as const).map((positions, k) => ({
      id: ["X3", "X3b"][k],
      claim: `${positions === "none" ? "Without" : "With rotary"} positions one link more is no harm (B3)`,
      quantity: `accuracy on held-out differences with ${asked[next]} links, trained on ${links}`,
      rule: fourOfFive(">=", 0.8),
      measure: accuracy(positions),
      control: { what: "learned positions", measure: accuracy("learned"), rule: fourOfFive("<", 0.8) },
      note:
        "cause: set-up; these networks know only half of their trained differences (0.43–0.51), so that the row says little " +
        "about length; to close: 12,000 steps (15 core-minutes)",
    })),
  );
}
