/** X1–X3: the rows of the extensions. Their thresholds are ours, set before the runs. */
import { type Claim, claimRow, type Profile } from "../../lib/claims/mod.ts";
import { ofEndPoint } from "./answer_figures.ts";
import type { Runs } from "./claims_of_paper.ts";
import type { EndPointResult } from "./end_points.ts";
import { endPointSummaries, type Summary, summaryOf } from "./extension_figures.ts";
import type { Block, OneBlockResult } from "./one_block.ts";
import type { NetworkSummary } from "./network_summary.ts";
import { range } from "../../lib/notebook/words.ts";

/** What decides the rows: end points of the full profile, and the extensions. */
export interface ExtensionRuns {
  profile: Profile;
  ends: Runs<EndPointResult>;
  blocks: Runs<OneBlockResult>;
  decays: Runs<NetworkSummary[]>;
  /** Weight decays of the runs. */
  weightDecays: readonly number[];
}

const LEAST = 0.5;

/** The rows of the extensions. */
export function extensionClaims({ profile, ends, blocks, decays, weightDecays }: ExtensionRuns): Claim[] {
  const decided = profile === "full", small = ofEndPoint(ends.results, "U small");
  const wrong = ofEndPoint(ends.results, "W large"), large = endPointSummaries(ends.results, "U large");
  const composed = (all: readonly Summary[]) => all.map(({ inferential }) => inferential);
  const control = {
    what: "everything large, weight decay as elsewhere",
    perSeed: composed(large),
    rule: { op: "<" as const, threshold: LEAST, atLeast: "mean" },
  };
  const rule = { op: ">=" as const, threshold: LEAST, atLeast: "mean" };
  const told = (all: readonly Summary[]) =>
    `seen pairs ${range(all.map(({ seen }) => seen))}, κ ${
      range(all.map(({ condensation }) => condensation))
    }, ` +
    `effective rank ${range(all.map(({ effectiveRank }) => effectiveRank))}, loss ${
      range(all.map(({ loss }) => loss))
    }`;
  const names = Object.keys(blocks.results[0] ?? {}) as Block[];
  return [
    claimRow({
      id: "X1",
      claim: "In a composed network the key travels with the anchors",
      quantity: "share of answers that follow the state moved in at both anchors, task U, γ = 1",
      seeds: ends.seeds,
      source: ends.source,
      perSeed: small.map(({ transfer }) => transfer.anchors),
      rule: { op: ">=", threshold: 0.8, atLeast: "mean" },
      control: {
        what: "task W, γ = 0.3",
        perSeed: wrong.map(({ transfer }) => transfer.anchors),
        rule: { op: "<=", threshold: 0.2, atLeast: "mean" },
      },
      decided,
    }),
    claimRow({
      id: "X1b",
      claim: "… and nothing travels with noise",
      quantity: "the same with the state of two noise tokens, task U, γ = 1",
      seeds: ends.seeds,
      source: ends.source,
      perSeed: small.map(({ transfer }) => transfer.noise),
      rule: { op: "<=", threshold: 0.1, atLeast: "mean" },
      control: {
        what: "both anchors",
        perSeed: small.map(({ transfer }) => transfer.anchors),
        rule: { op: ">", threshold: 0.1, atLeast: "mean" },
      },
      decided,
    }),
    ...names.map((block, i) => {
      const all = blocks.results.map((result) => summaryOf(result[block]!));
      return claimRow({
        id: `X2${["", "b", "c", "d"][i]}`,
        claim: i === 0 ? `One small block is enough: ${block}` : `… ${block}`,
        quantity: "share of (4, 3) answered with −10, task U, only this block at γ = 1",
        seeds: blocks.seeds,
        source: blocks.source,
        perSeed: composed(all),
        rule,
        control,
        decided,
        note: told(all),
      });
    }),
    ...weightDecays.map((decay, i) => {
      const all = decays.results.map((runs) => summaryOf(runs[i]));
      return claimRow({
        id: `X3${["", "b", "c", "d"][i]}`,
        claim: i === 0 ? `Weight decay does what a small start does: ${decay}` : `… ${decay}`,
        quantity: `share of (4, 3) answered with −10, task U, γ = 0.3, weight decay ${decay}`,
        seeds: decays.seeds,
        source: decays.source,
        perSeed: composed(all),
        rule,
        control,
        decided,
        note: told(all),
      });
    }),
  ];
}
