import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import type { Claim } from "../../../lib/claims/mod.ts";
import type { Experiment } from "../../../lib/experiments/mod.ts";
import type { RunContext } from "../../../lib/train/mod.ts";
import * as claims from "../../../notebooks/09_optimistic_estimate/claims.ts";
import depth from "../../../notebooks/09_optimistic_estimate/depth.ts";
import dropoutThreeSteps from "../../../notebooks/09_optimistic_estimate/dropout_three_steps.ts";
import exactRanks from "../../../notebooks/09_optimistic_estimate/exact_ranks.ts";
import * as draw from "../../../notebooks/09_optimistic_estimate/figures.ts";
import initialSize from "../../../notebooks/09_optimistic_estimate/initial_size.ts";
import labelNoise from "../../../notebooks/09_optimistic_estimate/label_noise.ts";
import masks from "../../../notebooks/09_optimistic_estimate/masks.ts";
import matrixCompletion from "../../../notebooks/09_optimistic_estimate/matrix_completion.ts";
import oneNeuron from "../../../notebooks/09_optimistic_estimate/one_neuron.ts";
import optimisticStart from "../../../notebooks/09_optimistic_estimate/optimistic_start.ts";
import otherBiases from "../../../notebooks/09_optimistic_estimate/other_biases.ts";
import otherTarget from "../../../notebooks/09_optimistic_estimate/other_target.ts";
import randomFeatures from "../../../notebooks/09_optimistic_estimate/random_features.ts";
import { endsOf, stepsAtRank, type WidthCell } from "../../../notebooks/09_optimistic_estimate/readings.ts";
import reparameterisation from "../../../notebooks/09_optimistic_estimate/reparameterisation.ts";
import secondOrder from "../../../notebooks/09_optimistic_estimate/second_order.ts";
import * as table from "../../../notebooks/09_optimistic_estimate/tables.ts";
import { trainNetwork, widthCell } from "../../../notebooks/09_optimistic_estimate/width_grid.ts";

const CONTEXT: RunContext = {
  signal: new AbortController().signal,
  progress: () => {},
  checkpoint: () => undefined,
};
const SEEDS = [0, 1, 2];

/** Runs of an experiment with shortened settings, three seeds; their results are plain data. */
async function runsOf<Settings, Result>(
  experiment: Experiment<Settings, Result>,
  changes: Partial<Settings>,
) {
  const settings = { ...experiment.settings, ...changes }, results: Result[] = [];
  for (const seed of SEEDS) results.push(await experiment.run(settings, seed, CONTEXT));
  assertEquals(JSON.parse(JSON.stringify(results)), results);
  return { settings, seeds: SEEDS, results, source: "stored, exact" as const };
}

/** Settings of its cells. */
const SHORT = { sizes: [5, 7, 9, 45], maxSteps: 300, trialSteps: 50, finish: 2, testPoints: 50 };

/** A short grid of widths 1 and 3. */
async function shortGrid() {
  const stored: WidthCell[] = [];
  for (const architecture of ["convolution", "local", "dense"] as const) {
    for (const settings of [1, 3].map((times) => widthCell(architecture, times, SHORT))) {
      for (const seed of SEEDS) {
        const result = await trainNetwork(settings, seed, CONTEXT);
        stored.push({ block: "a", settings, seed, key: "", seconds: 1, result });
      }
    }
  }
  return { stored, missing: [], source: "stored, exact" as const };
}

function assertVerdicts(rows: readonly Claim[], expected: Readonly<Record<string, string>>) {
  const found = Object.fromEntries(rows.map(({ id, verdict }) => [id, verdict]));
  for (const [id, verdict] of Object.entries(expected)) assertEquals(found[id], verdict, id);
}

/** Rows as a profile decides them; full unless given. */
function at(rows: () => Claim[], profile = "full"): Claim[] {
  Deno.env.set("NOTEBOOK_PROFILE", profile);
  try {
    return rows();
  } finally {
    Deno.env.delete("NOTEBOOK_PROFILE");
  }
}

const drawn = (figures: readonly { alt: string }[]) => figures.forEach(({ alt }) => assert(alt.length > 20));
const ids = (rows: readonly Claim[]) => rows.map(({ id }) => id).join(" ");

Deno.test("lines and starts of every size run, decide their rows and draw their maps", async () => {
  const lines = await runsOf(reparameterisation, { maxSteps: 20_000, testPoints: 50 });
  const { line, matrix } = initialSize.settings;
  const sizes = await runsOf(initialSize, {
    line: { ...line, maxSteps: 5000, testPoints: 50 },
    matrix: { ...matrix, maxSteps: 5000 },
  });
  assertEquals(
    ids(at(() => [...claims.lineClaims(lines), ...claims.sizeClaims(sizes)])),
    "C1 C1b C1c C1d C4 C4b",
  );
  drawn([draw.reparameterisationMaps(lines), draw.initialSizeMaps(sizes)]);
  table.lineTable(lines);
  table.sigmaTable(sizes);
});

Deno.test("matrices have their step at R, except M3 and M4 in the nested order", async () => {
  const { cases } = matrixCompletion.settings;
  const completion = await runsOf(matrixCompletion, { cases, maxSteps: 6000 });
  const rows = at(() => claims.completionClaims(completion));
  assertEquals(ids(rows), "C3a C3b C3c C3d C3e C3f C3g C3h C3i C3j");
  const reproduced = ["C3a", "C3b", "C3c", "C3d", "C3g"].map((id) => [id, "reproduced"]);
  assertVerdicts(rows, { ...Object.fromEntries(reproduced), C3h: "not reproduced" });
  assertEquals(rows.at(-3)!.because?.cause, "set-up");
  assertVerdicts(at(() => claims.completionClaims(completion), "quick"), {
    C3h: "not decided at this profile",
  });
  assert(!stepsAtRank(completion.settings, completion.results[0], "nested").includes("M4"));
  drawn([draw.completionMaps(completion)]);
  table.entryTable(completion);
  table.alwaysAtRank(completion, "cross");

  const mask = await runsOf(masks, { maxSteps: 2000, crosses: ["M3"] });
  assertEquals(ids(at(() => claims.maskClaims(mask))), "X1 X1b");
  drawn([draw.maskShares(mask), draw.crossMaps(mask), draw.rankOfMasks(mask)]);
  assertEquals(table.crossShares(mask).split(" and ").length, 1);

  const second = await runsOf(secondOrder, { maxSteps: 3000, maxIterations: 50 });
  assertEquals(ids(at(() => claims.secondOrderClaims(second))), "X4 X4b");
  drawn([draw.handOverDots(second)]);
});

Deno.test("weight decay and the nuclear norm run, decide their rows and draw their curves", async () => {
  const short = { matrices: ["NB1", "NB2", "NB3"], decaySteps: 2000, maxSteps: 5000 };
  const biases = await runsOf(otherBiases, short);
  const rows = at(() => claims.biasClaims(biases));
  assertEquals(ids(rows), "X7 X7b");
  // Of the three matrices the least nuclear norm finds the last alone.
  assertAlmostEquals(rows[1].value!, 1 / 3, 1e-12);
  drawn([draw.biasCurves(biases)]);
});

Deno.test("ranks are those of the formulas, also at short settings", async () => {
  const ranks = await runsOf(exactRanks, {
    matrices: [2, 3],
    times: [1, 3],
    probes: { each: 3, least: 200 },
  });
  const rows = at(() => [...claims.rankClaims(ranks), ...claims.activationClaims(ranks)]);
  assertVerdicts(rows, { C2: "reproduced", C5: "reproduced", C7: "reproduced", X2: "held", X2b: "held" });
  assert(table.rarerSides(ranks).includes("seed"));
  drawn([draw.rankSpectra(ranks), draw.ranksByWidth([1, 10]), draw.activationRanks(ranks, 3)]);
});

Deno.test("networks of growing width run, decide their rows and draw their figures", async () => {
  const widths = await shortGrid(), cells = widths.stored;
  const features = await runsOf(randomFeatures, { counts: [7, 30], testPoints: 50 });
  const short = { times: [1], sizes: [21, 63], maxSteps: 200, trialSteps: 50, finish: 2 };
  const runs = { widths, features, otherTarget: await runsOf(otherTarget, short) };
  assertEquals(ids(at(() => claims.widthClaims(runs))), "C7b C8 C8b");
  const open = "not decided at this profile";
  assertVerdicts(at(() => claims.widthClaims(runs), "quick"), { C7b: open, C8: open, C8b: open });
  const settings = [widthCell("convolution", 1, SHORT)], results = SEEDS.map((i) => [cells[i].result]);
  const small = { settings, seeds: SEEDS, results, source: widths.source };
  drawn([
    draw.widthMaps(cells),
    draw.fitsAndErrors(cells),
    draw.sizesByParameters(cells, features),
    draw.smallWidthMap(small),
  ]);
  const ends = endsOf(cells, "convolution", 1);
  assertEquals(ends.recovered + ends.overfitting + ends.trapped, SEEDS.length * 3);
  table.widthTable(cells);
  table.endTable(cells);
  assertEquals(table.orderByWidth(cells).split(", ").length, 3);
});

Deno.test("starts beside the best point, depth, one neuron, noise and dropout run, decide their rows and draw their figures", async () => {
  const optimistic = await runsOf(optimisticStart, {
    architectures: ["convolution"],
    times: [1, 3],
    beyond: [-1, 0, 1],
  });
  const deep = await runsOf(depth, { maxSteps: 3000, sizes: [4, 12, 20, 22], testPoints: 50 });
  const noise = await runsOf(labelNoise, {
    sizes: [7, 30],
    noises: [0.1],
    maxIterations: 10,
    testPoints: 50,
  });
  await runsOf(oneNeuron, { widths: [2], sizes: [2, 3, 6], maxSteps: 500, testPoints: 50 });
  const three = await runsOf(dropoutThreeSteps, {
    width: 70,
    sizes: [6, 9],
    schedule: [[1e-3, 20], [1e-4, 10]],
    testPoints: 50,
  });
  const rows = at(() => [
    ...claims.optimisticClaims(optimistic),
    ...claims.depthClaims(deep),
    ...claims.noiseClaims(noise),
    ...claims.dropoutClaims(three, { ...three, settings: { ...three.settings, exponent: 0 } }),
  ]);
  assertEquals(ids(rows), "C6 C6b C9 C9b C9c X3 X3b X5 X5b X6");
  drawn([
    draw.optimisticRatios(optimistic),
    draw.depthCurves(deep),
    draw.noiseCurves(noise),
    draw.dropoutErrors(three, three),
    draw.directionMaps(three.results[0]),
  ]);
  table.depthTable(deep, 1e-3);
  table.dropoutTable(three, three);
});
