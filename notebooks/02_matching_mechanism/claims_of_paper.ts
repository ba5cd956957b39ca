/** C1–C9 of the claims' list, and rows of ours for E9, E7 and E6. Thresholds are fixed before the runs. */
import { propagationBound } from "../../lib/sequences/chains/mod.ts";
import type { Claim, Profile } from "../../lib/claims/mod.ts";
import { largest, smallest } from "../../lib/stats/mod.ts";
import type { BuffersResult } from "./buffers.ts";
import type { ThoughtRun } from "./chain_of_thought.ts";
import { atEnd, type ChainCurves, stepsToNinety } from "./chain_training.ts";
import { most, onMean, onMedian, type Row, rowsOf, type Runs } from "./claim_rules.ts";
import type { Control, ControlResult } from "./controls.ts";
import type { CausalReach } from "./depth_figures.ts";
import type { NormAndStartResult, NormAndStartRun } from "./norm_and_start.ts";
import type { PaperTaskResult } from "./paper_task.ts";
import type { LongerRun } from "./parallel_longer.ts";
import type { ParallelKind, ParallelRun } from "./parallel_reasoning.ts";
import type { BufferRun } from "./random_buffers.ts";
import type { DepthRun } from "./steps_by_depth.ts";

/** All that decides the paper's rows. */
export interface PaperRuns {
  profile: Profile;
  /** Items of the task, and the share of right answers of guessing a listed one. */
  items: number;
  chance: number;
  /** Width of the networks. */
  width: number;
  /** Condition of the main network; γ = 0.5 at the full profile. */
  main: string;
  comparison: Runs<NormAndStartResult>;
  controls: Runs<ControlResult>;
  paperTask: Runs<PaperTaskResult>;
  buffers: Runs<readonly BufferRun[]>;
  /** Steps of the trainings with random buffers. */
  bufferSteps: number;
  ownBuffers: Runs<BuffersResult>;
  /** R_{l,l−1} over the largest other, smallest over the layers, of untrained networks. */
  untrainedSelectivity: readonly number[];
  depth: Runs<readonly DepthRun[]>;
  /** Links of their chains. */
  depthLinks: number;
  reach: readonly CausalReach[];
  thought: Runs<readonly ThoughtRun[]>;
  /** Links that are said in training. */
  said: number;
  parallel: Runs<readonly ParallelRun[]>;
  longer: Runs<readonly LongerRun[]>;
}

/** A quantity of a condition's runs by seed; null where it was not trained. */
function of(runs: readonly NormAndStartResult[], name: string, quantity: (run: NormAndStartRun) => number) {
  return runs.every((run) => run[name]) ? runs.map((run) => quantity(run[name])) : null;
}

/** The same of two conditions, joined. */
function joined(
  a: readonly number[] | null,
  b: readonly number[] | null,
  join: (a: number, b: number) => number,
): number[] | null {
  return a && b ? a.map((value, seed) => join(value, b[seed])) : null;
}

/** "post 0.5" in words. */
function described(name: string): string {
  const [norm, gamma] = name.split(" ");
  return `${norm}-norm, γ = ${gamma}`;
}

const held = ({ curves }: Pick<NormAndStartRun, "curves">) => atEnd(curves.test);
const trained = ({ curves }: Pick<NormAndStartRun, "curves">) => atEnd(curves.train);

/** Last readings of a control's curve; null where it was not trained. */
function controlsAtEnd(
  runs: readonly ControlResult[],
  name: Control,
  curve: keyof ChainCurves = "test",
): number[] | null {
  return runs.every((run) => run[name]) ? runs.map((run) => atEnd(run[name]![curve])) : null;
}

/** C1: chains of held-out links are answered. */
function solvedRows({ comparison, controls, items, main }: PaperRuns): Row[] {
  const { results } = comparison, at = (name: string) => of(results, name, held);
  const quantity = (name: string) => `accuracy on held-out differences, ${described(name)}`;
  return [
    {
      id: "C1",
      quick: true,
      claim: "Three layers follow two links that were never trained",
      quantity: quantity(main),
      rule: most(">=", 0.9),
      paperValue: "about 1",
      perSeed: at(main),
      control: {
        what: "two layers",
        perSeed: controlsAtEnd(controls.results, "two layers"),
        rule: most("<=", 0.4),
      },
    },
    {
      id: "C1b",
      claim: "… also from a smaller start",
      quantity: quantity("post 0.8"),
      rule: most(">=", 0.9),
      paperValue: "about 1",
      perSeed: at("post 0.8"),
      control: {
        what: "answers dealt out at random",
        perSeed: controlsAtEnd(controls.results, "shuffled answers"),
        rule: most("<=", Number((2 / items).toFixed(3))),
      },
      note: `the control's threshold is two of ${items} items`,
    },
    {
      id: "C1c",
      claim: "… and by asking: the chain alone does not give the answer",
      quantity: `${quantity(main)}, with the query`,
      rule: most(">=", 0.9),
      perSeed: at(main),
      control: {
        what: "no query",
        perSeed: controlsAtEnd(controls.results, "no query"),
        rule: most("<=", 0.4),
      },
      note: "without a query one of three items is the answer",
    },
  ];
}

/** C2: each layer looks at its link, and needs to. */
function attentionRows({ comparison: { results }, main: name }: PaperRuns): Row[] {
  const at = (quantity: (run: NormAndStartRun) => number) => of(results, name, quantity);
  const layers = [0, 1];
  return [
    ...layers.map((k): Row => ({
      id: k === 0 ? "C2" : "C2b",
      quick: true,
      claim: k === 0
        ? "Layer 2 looks at the first link on the way"
        : "Layer 3 looks at the second link on the way",
      quantity: `attention of the last token to the link's target in layer ${k + 2}, ${described(name)}`,
      rule: most(">=", 0.8),
      paperValue: "figure",
      perSeed: at(({ mechanism }) => mechanism.matching[k]),
      control: {
        what: "to the target of another link",
        perSeed: at(({ mechanism }) => mechanism.elsewhere[k]),
        rule: most("<=", 0.1),
      },
    })),
    {
      id: "C2c",
      quick: true,
      claim: "These edges carry the answer",
      quantity: `accuracy without the edge, the larger of both layers, ${described(name)}`,
      rule: most("<=", 0.3),
      perSeed: at(({ mechanism: { accuracy } }) => largest(accuracy.withoutMatch)),
      control: {
        what: "another link's edge cut: share of the accuracy kept",
        perSeed: at(({ mechanism: { accuracy } }) => smallest(accuracy.withoutOther) / accuracy.whole),
        rule: most(">=", 0.95),
      },
    },
  ];
}

/** C3: kernels and matching scores. */
function kernelRows({ comparison: { results }, width, items, main }: PaperRuns): Row[] {
  const least = (values: readonly number[]) => smallest(values);
  const noise = 1 / Math.sqrt(width), chance = 1 / items;
  const kernel = (id: string, name: string): Row => ({
    id,
    claim: "Kernels are near a multiple of the identity",
    quantity: `kernel score, the smaller of both layers, ${described(name)}`,
    rule: most(">=", Number((5 * noise).toFixed(3))),
    paperValue: "figure",
    perSeed: of(results, name, ({ after }) => least(after.kernel)),
    control: {
      what: "before training, absolute value, the larger",
      perSeed: of(results, name, ({ before }) => largest(before.kernel.map(Math.abs))),
      rule: onMean("<=", Number((2 * noise).toFixed(3))),
    },
    note: `of independent entries the score is 0 ± 1/√d = ${
      noise.toFixed(3)
    }; thresholds are five and two of these`,
  });
  const matching = (id: string, name: string): Row => ({
    id,
    claim: "Trained items find themselves",
    quantity: `matching score over the trained items, the smaller of both layers, ${described(name)}`,
    rule: most(">=", 0.5),
    paperValue: "near 1",
    perSeed: of(results, name, ({ after }) => least(after.matching)),
    control: {
      what: "rows of the layer-1 matrix shuffled, the larger",
      perSeed: of(results, name, ({ after }) => largest(after.shuffled)),
      rule: most("<=", Number((2 * chance).toFixed(3))),
    },
    note: `chance is 1/${items}`,
  });
  return [
    kernel("C3", main),
    kernel("C3b", "post 0.8"),
    matching("C3c", main),
    matching("C3d", "post 0.8"),
    {
      id: "C3e",
      claim: "Single matrices are not near the identity",
      quantity:
        "kernel score of the query–key matrix of layer 2 and the value–output matrix of layer 1, the larger, over that of the kernel of layer 2, " +
        described(main),
      rule: most("<=", 0.333),
      perSeed: of(
        results,
        main,
        ({ after }) => Math.max(Math.abs(after.single.qk), Math.abs(after.single.vo)) / after.kernel[0],
      ),
      control: null,
      note: "the kernel itself is what it is compared with",
    },
  ];
}

/** C4: tokens that were never trained. */
function transferRows({ comparison: { results }, controls, items, chance }: PaperRuns): Row[] {
  const name = "post 0.8", least = (values: readonly number[]) => smallest(values);
  const outside = (place: "query" | "between" | "all") => of(results, name, (run) => run.outside[place]);
  const threshold = Number((3 * chance).toFixed(3));
  const control = {
    what: "two layers, the query never seen",
    perSeed: controlsAtEnd(controls.results, "two layers", "outside"),
    rule: most("<=", threshold),
  };
  return [
    {
      id: "C4",
      claim: "Matching transfers to vectors that are no item's",
      quantity: "matching score over Gaussian rows, the smaller of both layers, post-norm, γ = 0.8",
      rule: most(">=", Number((5 / items).toFixed(3))),
      paperValue: "high",
      perSeed: of(results, name, ({ after }) => least(after.gaussian)),
      control: {
        what: "before training, the larger",
        perSeed: of(results, name, ({ before }) => largest(before.gaussian)),
        rule: most("<=", Number((2 / items).toFixed(3))),
      },
      note: `thresholds are five and two times chance, 1/${items}`,
    },
    ...([["C4b", "query", "An unseen query is followed"], [
      "C4c",
      "between",
      "An unseen item between is followed",
    ], [
      "C4d",
      "all",
      "All items but the answer may be unseen",
    ]] as const).map(([id, place, claim]): Row => ({
      id,
      claim,
      quantity: "accuracy on held-out differences with untrained tokens, post-norm, γ = 0.8",
      rule: most(">=", threshold),
      paperValue: "clearly above chance",
      perSeed: outside(place),
      control: place === "all"
        ? {
          what: "pre-norm, γ = 0.5",
          perSeed: of(results, "pre 0.5", (run) => run.outside.all),
          rule: most("<=", threshold),
        }
        : control,
      note: place === "all"
        ? "the answer is the only item that training has shown, so that it may be picked without matching"
        : "thresholds are three times guessing a listed item",
    })),
  ];
}

/** C5 and C6: norm and start. */
function normRows({ comparison: { results } }: PaperRuns): Row[] {
  const at = (name: string, quantity: (run: NormAndStartRun) => number) => of(results, name, quantity);
  const minus = (a: number, b: number) => a - b;
  const norm = (id: string, soonerId: string, gamma: number): Row[] => [
    {
      id,
      claim: `Post-norm reasons where pre-norm does not, γ = ${gamma}`,
      quantity: "accuracy on held-out differences, post-norm − pre-norm",
      rule: most(">=", 0.3),
      paperValue: "figure",
      perSeed: joined(at(`post ${gamma}`, held), at(`pre ${gamma}`, held), minus),
      control: {
        what: "the same on trained differences",
        perSeed: joined(at(`post ${gamma}`, trained), at(`pre ${gamma}`, trained), minus),
        rule: onMean("<=", 0.1),
      },
      note: "the control asks whether pre-norm networks have learnt their training data at all",
    },
    {
      id: soonerId,
      claim: `… and sooner, γ = ${gamma}`,
      quantity:
        "steps to 90 % held-out accuracy, post-norm over pre-norm; 0 where pre-norm never comes there",
      rule: onMedian("<=", 0.5),
      perSeed: joined(
        at(`post ${gamma}`, ({ curves }) => stepsToNinety(curves)),
        at(`pre ${gamma}`, ({ curves }) => stepsToNinety(curves)),
        (post, pre) => post === Infinity ? 2 : pre === Infinity ? 0 : post / pre,
      ),
      control: null,
      note: "2 stands for a post-norm network that never comes there",
    },
  ];
  const small = (quantity: (run: NormAndStartRun) => number) =>
    joined(
      joined(at("post 0.8", quantity), at("post 1", quantity), (a, b) => (a + b) / 2),
      at("post 0.3", quantity),
      minus,
    );
  return [
    ...norm("C5", "C5b", 0.5),
    ...norm("C5c", "C5d", 0.8),
    {
      id: "C6",
      claim: "A smaller start helps reasoning",
      quantity: "accuracy on held-out differences, mean of γ = 0.8 and 1 − γ = 0.3, post-norm",
      rule: most(">=", 0.1),
      paperValue: "figure",
      perSeed: small(held),
      control: {
        what: "the same on trained differences",
        perSeed: small(trained),
        rule: onMean("<=", 0.1),
      },
    },
    {
      id: "C6b",
      claim: "A smaller start helps matching",
      quantity:
        "matching score over the items, smaller of both layers, mean of γ = 0.8 and 1 − γ = 0.3, post-norm",
      rule: most(">=", 0.1),
      perSeed: small(({ after }) => smallest(after.matching)),
      control: {
        what: "the same before training",
        perSeed: small(({ before }) => smallest(before.matching)),
        rule: onMean("<=", 0.05),
      },
    },
  ];
}

/** Steps to 90 % with an addition over those without, each at its best learning rate; the last step where never. */
export function speedRatio(run: readonly BufferRun[], kind: string, steps: number): number {
  const best = (kind: string) =>
    smallest(run.filter((one) => one.kind === kind).map((one) => Math.min(stepsToNinety(one), steps)));
  return best(kind) / best("none");
}

/** Final held-out accuracy with an addition minus that without, mean over the learning rates. */
export function accuracyGain(run: readonly BufferRun[], kind: string): number {
  const all = (kind: string) => run.filter((one) => one.kind === kind).map(({ test }) => atEnd(test));
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0) / values.length;
  return sum(all(kind)) - sum(all("none"));
}

function bufferRows({ buffers: { results }, bufferSteps }: PaperRuns): Row[] {
  const ratio = (kind: string) => results.map((run) => speedRatio(run, kind, bufferSteps));
  const kinds = [["C7", "random", "Random matrices speed learning (Z as printed)"], [
    "C7b",
    "random, matched",
    "… arranged so that the kernel holds Z Zᵀ",
  ]] as const;
  return [
    ...kinds.map(([id, kind, claim]): Row => ({
      id,
      claim,
      quantity: "steps to 90 % held-out accuracy over those without, each at its best learning rate",
      rule: onMedian("<=", 0.7),
      paperValue: "75 % less training (GPT-2)",
      perSeed: ratio(kind),
      control: {
        what: "the identity in place of random matrices",
        perSeed: ratio("identity"),
        rule: onMedian(">=", 0.9),
      },
      note: `1 is no gain; the last step (${bufferSteps}) stands for networks that never come there`,
    })),
    {
      id: "C7c",
      claim: "Random matrices raise the final accuracy",
      quantity: "accuracy on held-out differences with Z as printed − without, mean over learning rates",
      rule: onMean(">=", 0.05),
      paperValue: "figure",
      perSeed: results.map((run) => accuracyGain(run, "random")),
      note: "0 is no gain",
      control: {
        what: "the identity",
        perSeed: results.map((run) => accuracyGain(run, "identity")),
        rule: onMean("<=", 0.02),
      },
    },
  ];
}

/** R_{l,l−1} over the largest other R_{lj}, the smallest over the layers from the third on. */
export function selectivity(readout: BuffersResult["own"]["readout"]): number {
  const layers = [...new Set(readout.map(({ layer }) => layer))].filter((layer) => layer > 2);
  return smallest(layers.map((layer) => {
    const own = readout.filter((one) => one.layer === layer);
    const newest = own.find(({ buffer }) => buffer === layer - 1)!.score;
    return newest / largest(own.filter(({ buffer }) => buffer !== layer - 1).map(({ score }) => score));
  }));
}

function selectiveRows({ ownBuffers: { results }, untrainedSelectivity }: PaperRuns): Row[] {
  const patched = results.map(({ own }) => own.patched), newest = patched[0].rightAfter.length - 1;
  return [
    {
      id: "C8",
      claim: "Later layers read the newest buffer",
      quantity:
        "read-out of the newest buffer over the largest other, smaller of layers 3 and 4; three steps, four layers",
      rule: most(">=", 3),
      perSeed: results.map(({ own }) => selectivity(own.readout)),
      control: { what: "before training", perSeed: untrainedSelectivity, rule: most("<", 3) },
    },
    {
      id: "C8b",
      claim: "A wrong older item does not matter",
      quantity: "accuracy lost when the query or what layer 2 wrote comes from another sequence, the larger",
      rule: most("<=", 0.05),
      perSeed: patched.map(({ whole, rightAfter, rightAfterQuery }) =>
        whole - Math.min(rightAfterQuery, smallest(rightAfter.slice(0, newest)))
      ),
      control: {
        what: "the newest item exchanged",
        perSeed: patched.map(({ whole, rightAfter }) => whole - rightAfter[newest]),
        rule: most(">=", 0.5),
      },
    },
  ];
}

/**
 * Largest number of steps that networks of a depth were trained for and answer with 0.9 or more; 0 for none. As many
 * steps as links do not count: then the answer is the chain's end, whatever is asked.
 */
export function mostSteps(run: readonly DepthRun[], layers: number, links: number): number {
  const solved = run.filter((one) => one.layers === layers && one.count < links && one.test >= 0.9);
  return Math.max(0, largest(solved.map(({ count }) => count)));
}

function depthRows({ depth: { results }, depthLinks, reach }: PaperRuns): { exact: Row; trained: Row } {
  const depths = [...new Set(results[0].map(({ layers }) => layers))];
  const deviations = reach.map(({ all, layers }) => Math.max(0, all.most - propagationBound(layers, "all")));
  return {
    exact: {
      id: "C9",
      quick: true,
      claim: "Merging in parallel reaches (3^(L−1) − 1)/2 steps and no more; a causal mask costs some",
      quantity: "steps beyond the bound, causal mask, over 40 link orders, by L = 2 … 6",
      rule: { op: "<=", threshold: 0, atLeast: "every seed" },
      paperValue: "O(2^(L−1)) … O(3^(L−1))",
      perSeed: deviations,
      control: null,
      note:
        "exact without a mask for L = 2 … 8: a test of lib/sequences/chains; rows are numbers of layers, not seeds",
    },
    trained: {
      id: "C9b",
      claim: "Trained networks lie between one step a layer and the bound",
      quantity: "depths (of 2, 3, 4 layers) whose largest solved k lies in L − 1 … (3^(L−1) − 1)/2",
      rule: most(">=", depths.length),
      perSeed: results.map((run) =>
        depths.filter((layers) => {
          const k = mostSteps(run, layers, depthLinks);
          return k >= layers - 1 && k <= propagationBound(layers, "all");
        }).length
      ),
      control: {
        what: "two layers on two steps: accuracy",
        perSeed: results.map((run) => run.find(({ layers, count }) => layers === 2 && count === 2)!.test),
        rule: most("<", 0.9),
      },
    },
  };
}

function thoughtRows({ thought: { results }, said }: PaperRuns): Row[] {
  return (["learned", "rotary"] as const).map((positions, k): Row => {
    const runs = results.map((run) => run.find((one) => one.positions === positions)!);
    return {
      id: k === 0 ? "C10" : "C10b",
      claim: `Two layers say link after link and go on where training stopped, ${positions} positions`,
      quantity: `share of held-out chains said right up to link ${
        runs[0].spoken.length
      }, trained up to ${said}`,
      rule: most(">=", 0.8),
      paperValue: "continues past its training",
      perSeed: runs.map(({ spoken }) => atEnd(spoken)),
      control: {
        what: "before training: accuracy on trained lengths",
        perSeed: runs.map(({ test }) => test[0]),
        rule: most("<=", 0.1),
      },
      note: "experiment E9; row and threshold are ours, the claims' list has none",
    };
  });
}

/** The first network of a kind. */
function ofKind<Run extends ParallelRun>(runs: readonly Run[], kind: ParallelKind): Run {
  const found = runs.find((run) => run.kind === kind);
  if (!found) {
    throw new RangeError(
      `network: no run of kind "${kind}", allowed ${runs.map((run) => run.kind).join(", ")}`,
    );
  }
  return found;
}

/** Attention from inner links to the link before them in the layer, from the second on, where it is largest. */
export function strongestMerging(
  { merging, elsewhere }: Pick<ParallelRun, "merging" | "elsewhere">,
): { layer: number; weight: number; elsewhere: number } {
  const weight = largest(merging.slice(1)), at = merging.indexOf(weight, 1);
  return { layer: at + 1, weight, elsewhere: elsewhere[at] };
}

function parallelRows({ parallel, longer }: PaperRuns): Record<"longer" | "parallel", Row[]> {
  const least = (values: readonly number[]) => smallest(values);
  const trained = longer.results.map((run) => ofKind(run, "order"));
  const shorter = parallel.results.map((run) => ofKind(run, "order"));
  const merged = trained.map(strongestMerging);
  const control = (counts: number) => ({
    what: `fewer sequences and steps, γ = ${shorter[0].gamma}`,
    perSeed: shorter.map(({ byCount }) => least(byCount.slice(0, counts))),
    rule: most("<=", 0.5),
  });
  return {
    longer: [
      {
        id: "C11",
        claim: "One network goes one, two or three links, as its last token says",
        quantity: "accuracy on held-out differences for the k where it is lowest",
        rule: most(">=", 0.9),
        paperValue: "figure",
        perSeed: trained.map(({ byCount }) => least(byCount)),
        control: control(3),
        note: "experiment E7; rows C11 and C12 are ours, the claims' list has none",
      },
      {
        id: "C11b",
        claim: "… one or two",
        quantity: "accuracy on held-out differences, the lower of k = 1 and 2",
        rule: most(">=", 0.9),
        perSeed: trained.map(({ byCount }) => least(byCount.slice(0, 2))),
        control: control(2),
      },
      {
        id: "C11c",
        claim: "Links merge away from the last token",
        quantity:
          "attention from an inner link to the link before it, in the layer from 2 on where it is largest",
        rule: most(">=", 0.5),
        paperValue: "figure",
        perSeed: merged.map(({ weight }) => weight),
        control: {
          what: "to another position in that layer, mean",
          perSeed: merged.map(({ elsewhere }) => elsewhere),
          rule: most("<=", 0.1),
        },
      },
    ],
    parallel: [{
      id: "C12",
      claim: "One network finds the end of a chain one, two or three links away, past links of noise",
      quantity: `accuracy on held-out differences for the k where it is lowest, γ = ${
        ofKind(parallel.results[0], "noised").gamma
      }`,
      rule: most(">=", 0.9),
      paperValue: "figure",
      perSeed: parallel.results.map((run) => least(ofKind(run, "noised").byCount)),
      control: null,
      note: "experiment E6, trained on few sequences only; what more of them would do is not known",
    }],
  };
}

function paperTaskRows({ paperTask: { results } }: PaperRuns): Row[] {
  const at = (name: string) => results.map((run) => atEnd(run[name].curves.test));
  return [{
    id: "C1d",
    claim: "The paper's task (6 links, 81 items) at width 128",
    quantity: `accuracy on held-out differences, ${described("post 0.5")}`,
    rule: most(">=", 0.9),
    paperValue: "about 1",
    perSeed: at("post 0.5"),
    control: { what: "pre-norm", perSeed: at("pre 0.5"), rule: most("<=", 0.5) },
  }];
}

/** The paper's rows; those of stored experiments are decided at the full profile only. */
export function paperClaims(runs: PaperRuns): Claim[] {
  const { profile } = runs, { exact, trained: ofTrained } = depthRows(runs);
  const layers = runs.reach.map(({ layers }) => layers), ofParallel = parallelRows(runs);
  return [
    ...rowsOf(runs.comparison, profile, solvedRows(runs)),
    ...rowsOf(runs.paperTask, profile, paperTaskRows(runs)),
    ...rowsOf(runs.comparison, profile, attentionRows(runs)),
    ...rowsOf(runs.comparison, profile, kernelRows(runs)),
    ...rowsOf(runs.comparison, profile, transferRows(runs)),
    ...rowsOf(runs.comparison, profile, normRows(runs)),
    ...rowsOf(runs.buffers, profile, bufferRows(runs)),
    ...rowsOf(runs.ownBuffers, profile, selectiveRows(runs)),
    ...rowsOf({ seeds: layers, source: "live" }, profile, [exact]),
    ...rowsOf(runs.depth, profile, [ofTrained]),
    ...rowsOf(runs.thought, profile, thoughtRows(runs)),
    ...rowsOf(runs.longer, profile, ofParallel.longer),
    ...rowsOf(runs.parallel, profile, ofParallel.parallel),
  ];
}
