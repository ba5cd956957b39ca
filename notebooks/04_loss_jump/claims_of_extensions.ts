/** X1–X5: the rows of the extensions. Their thresholds are ours; those that the paper's claims have are taken over. */
import { type Claim, claimRow, type Profile } from "../../lib/claims/mod.ts";
import { largest, smallest, spearman } from "../../lib/stats/mod.ts";
import { every, type Runs } from "./claims_of_paper.ts";
import type { CureName, CureRun } from "./cures.ts";
import type { FirstLayerRun } from "./first_layer_scale.ts";
import { effectiveFrequencies, jump, preferred } from "./measures.ts";
import type { RateCurves } from "./mode_rates.ts";
import type { OperatorOrderRun } from "./operator_order.ts";
import type { MethodName, MethodPath, OptimiserRun } from "./optimisers.ts";
import type { ReverseRun } from "./reverse_switch.ts";

/** All experiments that decide the extensions' rows. */
export interface ExtensionRuns {
  profile: Profile;
  orders: Runs<OperatorOrderRun>;
  /** Mode rates of the full profile. */
  rates: Runs<RateCurves[]>;
  rateFrequencies: readonly number[];
  cures: Runs<CureRun>;
  optimisers: Runs<OptimiserRun>;
  firstLayer: Runs<FirstLayerRun[]>;
  reverse: Runs<ReverseRun>;
}

/** Mean frequency of a rate, weighted by the rate; the k-th entry is that of frequency k. */
export function meanFrequency(rate: readonly number[]): number {
  const total = rate.reduce((sum, value) => sum + value, 0);
  return rate.reduce((sum, value, k) => sum + k * value, 0) / total;
}

/** Largest relative distance of k*(m)/m from their mean over the orders m ≥ 1, at the first σ. */
export function proportionality(curves: readonly RateCurves[], frequencies: readonly number[]): number {
  const { sigma } = curves[0];
  const slopes = curves.filter((one) => one.sigma === sigma && one.order > 0)
    .map(({ order, rate }) => preferred(frequencies, rate) / order);
  const middle = slopes.reduce((sum, slope) => sum + slope, 0) / slopes.length;
  return largest(slopes.map((slope) => Math.abs(slope / middle - 1)));
}

/** How far the data loss has risen when a path has brought the model loss down to a tenth of its start, as a factor. */
export function riseAtTenth({ data, model }: MethodPath): number {
  const at = model.findIndex((loss) => loss <= 0.1 * model[0]);
  return data[at < 0 ? data.length - 1 : at] / data[0];
}

function orderClaims({ profile, orders, rates, rateFrequencies }: ExtensionRuns): Claim[] {
  const of = (order: number) =>
    orders.results.map((all) => jump(all.find((one) => one.order === order)!.run));
  return [
    claimRow({
      id: "X1",
      claim: "The jump grows with the order m of the operator",
      quantity: "rank correlation of J₂₀₀ with m = 0 … 4",
      seeds: orders.seeds,
      source: orders.source,
      perSeed: orders.results.map((all) =>
        spearman(all.map(({ order }) => order), all.map(({ run }) => jump(run)))
      ),
      rule: every(">=", 0.7),
      control: { what: "J₂₀₀ at m = 0, the data loss", perSeed: of(0), rule: every("<=", 2) },
      decided: profile === "full",
    }),
    claimRow({
      id: "X1b",
      claim: "The preferred frequency is proportional to m",
      quantity: "largest relative distance of k*(m)/m from its mean over m = 1 … 4, σ = 1",
      seeds: rates.seeds,
      source: rates.source,
      perSeed: rates.results.map((curves) => proportionality(curves, rateFrequencies)),
      rule: every("<=", 0.35),
      control: null,
      decided: profile === "full",
      note: `k* for m = 1 … 4 (seed ${rates.seeds[0]}): ${
        rates.results[0].filter(({ sigma, order }) => sigma === rates.results[0][0].sigma && order > 0)
          .map(({ rate }) => preferred(rateFrequencies, rate)).join(", ")
      }; whole numbers. At m = 0, the natural control, k* is 0`,
    }),
  ];
}

function cureClaims({ profile, cures: { seeds, source, results } }: ExtensionRuns): Claim[] {
  const rows: [CureName, string, number][] = [
    ["blend", "Cure: keep the data loss, with weight 10⁴ beside the model loss", 200],
    ["few points", "Cure: keep it on ten points only", 200],
    ["H^-1", "Cure: weigh the residual's modes by 1/k² (H⁻¹)", 200],
    ["per mode", "Cure: weigh them by 1/k⁴, which undoes the derivative", 200],
    ["hard boundary", "Cure: boundary conditions built into the network", 200],
    ["ramp", "Cure: let the data loss fade out slowly", 2000],
  ];
  return rows.map(([name, claim, tau], i) =>
    claimRow({
      id: `X2${["", "b", "c", "d", "e", "f"][i]}`,
      claim,
      quantity: tau === 200 ? "J₂₀₀" : `J at step ${tau}, the end of the ramp`,
      seeds,
      source,
      perSeed: results.map((run) => jump(run[name], tau)),
      rule: every("<=", 5),
      control: { what: "no cure", perSeed: results.map((run) => jump(run.none, tau)), rule: every(">", 5) },
      decided: profile === "full",
      note: i === 0 ? "the threshold of all cures is that of C5" : "",
    })
  );
}

/** What each method is called. */
export const METHODS: Record<MethodName, string> = {
  adam: "Adam",
  descent: "gradient descent",
  "l-bfgs": "L-BFGS",
  "gauss-newton": "Gauss–Newton",
};

function methodClaims({ profile, optimisers: { seeds, source, results } }: ExtensionRuns): Claim[] {
  return (Object.keys(METHODS) as MethodName[]).map((name, i) =>
    claimRow({
      id: `X3${["", "b", "c", "d"][i]}`,
      claim: i === 0
        ? `The jump belongs to the loss, not to the method: ${METHODS[name]}`
        : `… ${METHODS[name]}`,
      quantity: "data loss when the model loss is down to a tenth (or at the end), over that at the switch",
      seeds,
      source,
      perSeed: results.map(({ paths }) => riseAtTenth(paths[name])),
      rule: every(">=", 10),
      control: null,
      decided: profile === "full",
      note: i === 0
        ? "no control beside the methods themselves: step counts of different methods cannot be compared, so the paths are"
        : "as X3",
    })
  );
}

function firstLayerClaims({ profile, firstLayer: { seeds, source, results } }: ExtensionRuns): Claim[] {
  const last = results[0].length - 1, { scale } = results[0][last], decided = profile === "full";
  const growth = (loss: "data" | "model") =>
    results.map((run) => meanFrequency(run[last].rates[loss]) / meanFrequency(run[0].rates[loss]));
  return [
    claimRow({
      id: "X4",
      claim: "A larger first layer makes the model loss see higher frequencies",
      quantity: `mean frequency of the model rates at c = ${scale} over that at c = 1`,
      seeds,
      source,
      perSeed: growth("model"),
      rule: every(">=", 2),
      control: { what: "data loss", perSeed: growth("data"), rule: every("<", 2) },
      decided,
      note:
        "three layers and zero biases have no hump at the start: the largest rate is at k = 0, so its mean is taken",
    }),
    claimRow({
      id: "X4b",
      claim: "… but does not take the jump away",
      quantity: `J₂₀₀ at c = ${scale}`,
      seeds,
      source,
      perSeed: results.map((run) => jump(run[last].model)),
      rule: every(">=", 100),
      control: {
        what: "the same restart with the data loss",
        perSeed: results.map((run) => jump(run[last].control)),
        rule: every("<=", 2),
      },
      decided,
    }),
  ];
}

/** Rank correlation of the jump with the ripple's frequency. */
export function rippleRank({ ripples }: ReverseRun): number {
  return spearman(ripples.map(({ frequency }) => frequency), ripples.map(({ model }) => jump(model)));
}

function reverseClaims({ profile, reverse: { seeds, source, results } }: ExtensionRuns): Claim[] {
  const row = { seeds, source, decided: profile === "full" };
  return [
    claimRow({
      ...row,
      id: "X5",
      claim: "The switch back, from model to data loss, does not jump",
      quantity: "J₂₀₀ of the data loss from the solved equation",
      perSeed: results.map(({ toData }) => jump(toData)),
      rule: every("<=", 2),
      control: {
        what: "switch to the model loss from fits of four lengths, the least J₂₀₀ of a seed",
        perSeed: results.map(({ fits }) => smallest(fits.map(({ model }) => jump(model)))),
        rule: every(">", 2),
      },
    }),
    claimRow({
      ...row,
      id: "X5b",
      claim: "At one size of the error the jump grows with its frequency",
      quantity: "rank correlation of J₂₀₀ with the frequency of the ripple",
      perSeed: results.map(rippleRank),
      rule: every(">=", 0.7),
      control: {
        what: "J₂₀₀ from the same ripples with the data loss, the largest of a seed",
        perSeed: results.map(({ ripples }) => largest(ripples.map(({ data }) => jump(data)))),
        rule: every("<=", 2),
      },
    }),
    claimRow({
      ...row,
      id: "X5c",
      claim: "… the ripple of the lowest frequency does not jump",
      quantity: "J₂₀₀ from a ripple of k = 1",
      perSeed: results.map(({ ripples }) => jump(ripples[0].model)),
      rule: every("<=", 2),
      control: {
        what: `ripple of k = ${results[0].ripples.at(-1)!.frequency}`,
        perSeed: results.map(({ ripples }) => jump(ripples.at(-1)!.model)),
        rule: every(">=", 100),
      },
      note: `effective frequency of the states that were meant to have k = 1: ${
        results.map(({ ripples }) => effectiveFrequencies(ripples[0].model)[0].toFixed(1)).join(", ")
      }`,
    }),
  ];
}

/** The rows of the extensions. */
export function extensionClaims(runs: ExtensionRuns): Claim[] {
  return [
    ...orderClaims(runs),
    ...cureClaims(runs),
    ...methodClaims(runs),
    ...firstLayerClaims(runs),
    ...reverseClaims(runs),
  ];
}
