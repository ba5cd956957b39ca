/** C8 and C9 of the claims' list, and our own rows for E9 (C10), E7 (C11) and E6 (C12). */
import type { Claim, ClaimControlOf, ClaimOf } from "../../lib/claims/mod.ts";
import { claims, every, fullClaims } from "../../lib/claims/mod.ts";
import type { RunResults, Runs } from "../../lib/experiments/mod.ts";
import { propagationBound } from "../../lib/sequences/chains/mod.ts";
import { smallest } from "../../lib/stats/mod.ts";
import type { BuffersResult, BuffersSettings } from "./buffers.ts";
import type { CausalReach } from "./causal_reach.ts";
import type { ThoughtRun, ThoughtSettings } from "./chain_of_thought.ts";
import { atEnd } from "./chain_training.ts";
import { GUESSABLE } from "./claims_shared.ts";
import { fourOfFive, mostSteps, selectivity, strongestMerging } from "./measures.ts";
import type { LongerRun, ParallelKind, ParallelRun } from "./parallel_reasoning.ts";
import type { DepthRun, DepthSettings } from "./steps_by_depth.ts";
import { untrainedSelectivity } from "./untrained.ts";

/** A network that is given k, after both trainings. */
interface ToldRun {
  longer: LongerRun;
  shorter: ParallelRun;
}

const PARALLEL_COST = "5–7 core-hours together with the other rows of parallel reasoning, resumable";

/** The rows of C8 on six links. */
export const ON_SIX_LINKS = {
  ids: ["C8c", "C8d"],
  note:
    "on four links three steps can be half guessed; `deno task compute 02 six_links` makes these networks",
  of: ", six links",
};

/** C8: read-outs and exchanges of buffers. */
export function bufferClaims(
  runs: Omit<Runs<BuffersSettings, BuffersResult>, "seconds">,
  { ids = ["C8", "C8b"], note = GUESSABLE, of = "" } = {},
): Claim[] {
  const newest = ({ rightAfter }: BuffersResult["own"]["patched"]) => rightAfter.length - 1;
  return fullClaims(runs, [
    {
      id: ids[0],
      claim: `Later layers read the newest buffer${of}`,
      quantity:
        "read-out of the newest buffer over the largest other, smaller of layers 3 and 4; three steps, four layers",
      rule: fourOfFive(">=", 3),
      measure: ({ own }) => selectivity(own.readout),
      control: {
        what: "before training",
        measure: (_, seed) => untrainedSelectivity(runs.settings, seed),
        rule: fourOfFive("<", 3),
      },
      note,
    },
    {
      id: ids[1],
      claim: `A wrong older item does not matter${of}`,
      quantity: "accuracy lost when the query or what layer 2 wrote comes from another sequence, the larger",
      rule: fourOfFive("<=", 0.05),
      measure: ({ own: { patched } }) =>
        patched.whole -
        Math.min(patched.rightAfterQuery, smallest(patched.rightAfter.slice(0, newest(patched)))),
      control: {
        what: "the newest item exchanged",
        measure: ({ own: { patched } }) => patched.whole - patched.rightAfter[newest(patched)],
        rule: fourOfFive(">=", 0.5),
      },
      note: note === GUESSABLE ? `${note}; so "reproduced" says little here` : note,
    },
  ]);
}

/** C9: the bound of the simulation, and trained networks within it. */
export function depthClaims(reach: readonly CausalReach[], depth: Runs<DepthSettings, DepthRun[]>): Claim[] {
  const { settings: { counts, links } } = depth, depths = Object.keys(counts).map(Number);
  return [
    ...claims({ seeds: reach.map(({ layers }) => layers), results: reach, source: "live" }, [{
      id: "C9",
      claim: "Merging in parallel reaches (3^(L−1) − 1)/2 steps and no more; a causal mask costs some",
      quantity: "steps beyond the bound, causal mask, over 40 link orders, by L = 2 … 6",
      rule: every("<=", 0),
      paperValue: "O(2^(L−1)) … O(3^(L−1))",
      measure: ({ all, layers }) => Math.max(0, all.most - propagationBound(layers, "all")),
      control: { none: "a simulation has no network to compare with" },
      note:
        "exact without a mask for L = 2 … 8: a test of lib/sequences/chains; rows are numbers of layers, not seeds",
    }]),
    ...fullClaims(depth, [{
      id: "C9b",
      claim: "Trained networks lie between one step a layer and the bound",
      quantity: "depths (of 2, 3, 4 layers) whose largest solved k lies in L − 1 … (3^(L−1) − 1)/2",
      rule: fourOfFive(">=", depths.length),
      measure: (run) =>
        depths.filter((layers) => {
          const k = mostSteps(run, layers, links);
          return k >= layers - 1 && k <= propagationBound(layers, "all");
        }).length,
      control: {
        what: "two layers on two steps: accuracy",
        measure: (run) => run.find(({ layers, count }) => layers === 2 && count === 2)!.test,
        rule: fourOfFive("<", 0.9),
      },
      note: GUESSABLE,
    }]),
  ];
}

/** C10: one link output after the other. */
export function thoughtClaims(runs: Runs<ThoughtSettings, ThoughtRun[]>): Claim[] {
  const { settings: { steps, said } } = runs;
  return fullClaims(
    runs,
    (["learned", "rotary"] as const).map((positions, k) => {
      const of = (run: readonly ThoughtRun[]) => run.find((one) => one.positions === positions)!;
      return {
        id: ["C10", "C10b"][k],
        claim: `Two layers say link after link and go on where training stopped, ${positions} positions`,
        quantity: `share of held-out chains said right up to link ${said}, trained up to ${steps}`,
        rule: fourOfFive(">=", 0.8),
        paperValue: "continues past its training",
        measure: (run) => atEnd(of(run).spoken),
        control: {
          what: "before training: accuracy on trained lengths",
          measure: (run) => of(run).test[0],
          rule: fourOfFive("<=", 0.1),
        },
        because: {
          cause: "set-up",
          close:
            "12,000 steps in place of 3,000, until rotary networks know held-out links at all: 15 core-minutes",
        },
        note: "experiment E9; row and threshold are ours, the claims' list has none",
      };
    }),
  );
}

/** The first network of a kind. */
function ofKind<Run extends ParallelRun>(runs: readonly Run[], kind: ParallelKind): Run {
  const found = runs.find((run) => run.kind === kind);
  if (found) return found;
  const kinds = runs.map((run) => run.kind).join(", ");
  throw new RangeError(`network: no run of kind "${kind}", allowed ${kinds}`);
}

/** C11 and C12: one network for one, two and three links. */
export function parallelClaims(
  parallel: RunResults<readonly ParallelRun[]>,
  longer: RunResults<readonly LongerRun[]>,
): Claim[] {
  const told = longer.results.map((run, i) => ({
    longer: ofKind(run, "order"),
    shorter: ofKind(parallel.results[i], "order"),
  }));
  return [
    ...fullClaims({ ...longer, results: told }, toldRows(told[0]?.shorter.gamma)),
    ...fullClaims(parallel, [{
      id: "C12",
      claim: "One network finds the end of a chain one, two or three links away, past links of noise",
      quantity: `accuracy on held-out differences for the k where it is lowest, γ = ${
        ofKind(parallel.results[0], "noised").gamma
      }`,
      rule: fourOfFive(">=", 0.9),
      paperValue: "figure",
      measure: (run) => smallest(ofKind(run, "noised").byCount),
      control: { none: "there is no trained network to compare with" },
      because: {
        cause: "set-up",
        close: `the longer training of C11 for this task as well: ${PARALLEL_COST}`,
      },
      note: "experiment E6, trained on few sequences only; what more of them would do is not known",
    }]),
  ];
}

function toldRows(gamma: number): ClaimOf<ToldRun>[] {
  const control = (counts: number): ClaimControlOf<ToldRun> => ({
    what: `fewer sequences and steps, γ = ${gamma}`,
    measure: ({ shorter }) => smallest(shorter.byCount.slice(0, counts)),
    rule: fourOfFive("<=", 0.5),
  });
  return [
    {
      id: "C11",
      claim: "One network goes one, two or three links, as its last token says",
      quantity: "accuracy on held-out differences for the k where it is lowest",
      rule: fourOfFive(">=", 0.9),
      paperValue: "figure",
      measure: ({ longer }) => smallest(longer.byCount),
      control: control(3),
      note:
        "experiment E7; rows C11 and C12 are ours, the claims' list has none. cause: set-up; with four links three steps " +
        `stay at their guess of one half; to close: 6 links, ${PARALLEL_COST}`,
    },
    {
      id: "C11b",
      claim: "… one or two",
      quantity: "accuracy on held-out differences, the lower of k = 1 and 2",
      rule: fourOfFive(">=", 0.9),
      measure: ({ longer }) => smallest(longer.byCount.slice(0, 2)),
      control: control(2),
    },
    {
      id: "C11c",
      claim: "Links merge away from the last token",
      quantity:
        "attention from an inner link to the link before it, in the layer from 2 on where it is largest",
      rule: fourOfFive(">=", 0.5),
      paperValue: "figure",
      measure: ({ longer }) => strongestMerging(longer).weight,
      control: {
        what: "to another position in that layer, mean",
        measure: ({ longer }) => strongestMerging(longer).elsewhere,
        rule: fourOfFive("<=", 0.1),
      },
      because: {
        cause: "set-up",
        close:
          `chains of 6 links, so that three steps cannot be half guessed and the network has to learn them: ${PARALLEL_COST}`,
      },
    },
  ];
}
