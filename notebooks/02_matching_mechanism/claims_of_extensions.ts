/** X1–X4: what goes beyond the paper. */
import type { Claim, Profile } from "../../lib/claims/mod.ts";
import { smallest, spearman } from "../../lib/stats/mod.ts";
import type { BuffersResult } from "./buffers.ts";
import { atEnd } from "./chain_training.ts";
import { most, onMean, rowsOf, type Runs } from "./claim_rules.ts";
import type { LastLayerResult } from "./last_layer_buffer.ts";
import type { MoreLinksRun, Positions } from "./more_links.ts";
import type { NormAndStartResult } from "./norm_and_start.ts";
import type { WidthRun } from "./width_law.ts";

/** All that decides the extensions' rows. */
export interface ExtensionRuns {
  profile: Profile;
  comparison: Runs<NormAndStartResult>;
  /** Condition of the main network. */
  main: string;
  ownBuffers: Runs<BuffersResult>;
  moreLinks: Runs<readonly MoreLinksRun[]>;
  asked: readonly number[];
  trainedLinks: number;
  widths: Runs<readonly WidthRun[]>;
  lastLayer: Runs<LastLayerResult>;
}

/** The extensions' rows; those of stored experiments are decided at the full profile only. */
export function extensionClaims(runs: ExtensionRuns): Claim[] {
  const { profile, comparison, main, ownBuffers, moreLinks, asked, trainedLinks, widths, lastLayer } = runs;
  const next = asked.findIndex((links) => links > trainedLinks);
  const linksAt = (positions: Positions) =>
    moreLinks.results.map((run) => run.find((one) => one.positions === positions)!.accuracy[next]);
  const kept = (name: "mechanismOnly" | "wrongLinkOnly" | "wayOnly" | "wrongWayOnly") =>
    comparison.results.map((run) => run[main].mechanism.accuracy[name] / run[main].mechanism.accuracy.whole);
  const rise = (of: (run: WidthRun) => number) =>
    widths.results.map((run) => spearman(run.map(({ width }) => width), run.map(of)));
  const gain = (kind: string) =>
    lastLayer.results.map((run) => atEnd(run[kind].test) - atEnd(run["none"].test));
  const smaller = (values: readonly number[]) => smallest(values);
  return [
    ...rowsOf(comparison, profile, [{
      id: "X1",
      claim: "Shift and matching are the whole mechanism (B1)",
      quantity: `share of the accuracy kept with these edges alone, ${main}`,
      rule: most(">=", 0.9),
      perSeed: kept("mechanismOnly"),
      control: {
        what: "a wrong link in the last layer",
        perSeed: kept("wrongLinkOnly"),
        rule: most("<=", 0.3),
      },
    }, {
      id: "X1b",
      quick: true,
      claim: "… on the way from the query to the answer, other positions left whole",
      quantity: `share of the accuracy kept, ${main}`,
      rule: most(">=", 0.9),
      perSeed: kept("wayOnly"),
      control: {
        what: "a wrong link in the last layer",
        perSeed: kept("wrongWayOnly"),
        rule: most("<=", 0.3),
      },
    }]),
    ...rowsOf(ownBuffers, profile, [{
      id: "X2",
      claim: "Distinct buffers are needed for three steps (B2)",
      quantity: "accuracy on held-out differences, a buffer for each layer − one that layers 2 and 3 share",
      rule: onMean(">=", 0.1),
      perSeed: ownBuffers.results.map(({ own, shared }) =>
        atEnd(own.curves.test) - atEnd(shared.curves.test)
      ),
      control: {
        what: "the same on trained differences",
        perSeed: ownBuffers.results.map(({ own, shared }) =>
          atEnd(own.curves.train) - atEnd(shared.curves.train)
        ),
        rule: onMean("<=", 0.05),
      },
    }]),
    ...rowsOf(
      moreLinks,
      profile,
      (["rotary", "none"] as const).map((positions, k) => ({
        id: `X3${["", "b"][k]}`,
        claim: positions === "rotary"
          ? "With rotary positions one link more is no harm (B3)"
          : "Without positions one link more is no harm (B3)",
        quantity: `accuracy on held-out differences with ${asked[next]} links, trained on ${trainedLinks}`,
        rule: most(">=", 0.8),
        perSeed: linksAt(positions),
        control: { what: "learned positions", perSeed: linksAt("learned"), rule: most("<", 0.8) },
      })),
    ),
    ...rowsOf(widths, profile, [{
      id: "X4",
      claim: "Wider networks match vectors that they never saw (B5)",
      quantity: "Spearman's ρ of width and matching score over Gaussian rows, the smaller of both layers",
      rule: most(">=", 0.8),
      perSeed: rise(({ gaussian }) => smaller(gaussian)),
      control: {
        what: "untrained networks",
        perSeed: rise(({ before }) => smaller(before)),
        rule: onMean("<", 0.8),
      },
    }]),
    ...rowsOf(lastLayer, profile, [{
      id: "X5",
      claim: "Random matrices in the last layer alone, with a large start, speed learning",
      quantity: "accuracy on held-out differences with them − without, when training ends amid the leap",
      rule: onMean(">=", 0.1),
      perSeed: gain("random"),
      control: { what: "the identity in their place", perSeed: gain("identity"), rule: onMean("<=", 0.05) },
      note:
        "found in the grid of C7 and repeated on other seeds; the threshold is that of no claim of the paper",
    }]),
  ];
}
