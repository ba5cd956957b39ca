import { assert, assertAlmostEquals, assertEquals, assertLess, assertThrows } from "@std/assert";
import type { Experiment } from "../../lib/experiments/mod.ts";
import { nullEmbedding } from "../../lib/identifiability/mod.ts";
import type { RunContext } from "../../lib/train/mod.ts";
import { generator, normalArray } from "../../lib/random/mod.ts";
import {
  dropoutGain,
  dropoutSize,
  extensionClaims,
  type ExtensionRuns,
} from "../../notebooks/09_optimistic_estimate/claims_of_extensions.ts";
import {
  paperClaims,
  type PaperRuns,
  stepsAtRank,
} from "../../notebooks/09_optimistic_estimate/claims_of_paper.ts";
import { completionRecovery, seenEntries } from "../../notebooks/09_optimistic_estimate/completion.ts";
import {
  bestParameters,
  networkOf,
  normalInputs,
  targetSamples,
} from "../../notebooks/09_optimistic_estimate/convolution_target.ts";
import depth from "../../notebooks/09_optimistic_estimate/depth.ts";
import { evenGrid, sumOfTanh } from "../../notebooks/09_optimistic_estimate/dropout_training.ts";
import dropoutThreeSteps from "../../notebooks/09_optimistic_estimate/dropout_three_steps.ts";
import exactRanks from "../../notebooks/09_optimistic_estimate/exact_ranks.ts";
import * as extensionFigures from "../../notebooks/09_optimistic_estimate/extension_figures.ts";
import initialSize from "../../notebooks/09_optimistic_estimate/initial_size.ts";
import { lineRecovery } from "../../notebooks/09_optimistic_estimate/line_training.ts";
import { distanceOfFirstTwo } from "../../notebooks/09_optimistic_estimate/line_distance.ts";
import labelNoise from "../../notebooks/09_optimistic_estimate/label_noise.ts";
import masks from "../../notebooks/09_optimistic_estimate/masks.ts";
import matrixCompletion from "../../notebooks/09_optimistic_estimate/matrix_completion.ts";
import * as matrixFigures from "../../notebooks/09_optimistic_estimate/matrix_figures.ts";
import * as networkFigures from "../../notebooks/09_optimistic_estimate/network_figures.ts";
import oneNeuron from "../../notebooks/09_optimistic_estimate/one_neuron.ts";
import optimisticStart, { targetRank } from "../../notebooks/09_optimistic_estimate/optimistic_start.ts";
import otherTarget from "../../notebooks/09_optimistic_estimate/other_target.ts";
import randomFeatures from "../../notebooks/09_optimistic_estimate/random_features.ts";
import { rankStaircase } from "../../notebooks/09_optimistic_estimate/rank_staircase.ts";
import { rarerSide } from "../../notebooks/09_optimistic_estimate/rarer_side.ts";
import { errorAt, recoveredFrom, withoutTrapped } from "../../notebooks/09_optimistic_estimate/recovery.ts";
import * as recoveryMaps from "../../notebooks/09_optimistic_estimate/recovery_maps.ts";
import reparameterisation from "../../notebooks/09_optimistic_estimate/reparameterisation.ts";
import secondOrder from "../../notebooks/09_optimistic_estimate/second_order.ts";
import { MATRICES, matrixNamed } from "../../notebooks/09_optimistic_estimate/target_matrices.ts";
import widthGrid, { trainNetwork, widthCell } from "../../notebooks/09_optimistic_estimate/width_grid.ts";
import { jacobianSpectrum } from "../../lib/identifiability/mod.ts";
import { jacobiSvd } from "../../lib/linalg/jacobi_svd.ts";

const CONTEXT: RunContext = {
  signal: new AbortController().signal,
  progress: () => {},
  checkpoint: () => undefined,
};

/** Results of an experiment with shortened settings, three seeds. */
async function runsOf<Settings, Result>(
  experiment: Experiment<Settings, Result>,
  changes: Partial<Settings> = {},
) {
  const settings = { ...experiment.settings, ...changes }, seeds = [0, 1, 2], results: Result[] = [];
  for (const seed of seeds) results.push(await experiment.run(settings, seed, CONTEXT));
  return { settings, runs: { seeds, results, source: "stored, exact" as const } };
}

Deno.test("the matrices have the singular values of the paper file, and the ranks they are said to have", () => {
  const expected: Record<string, number[]> = {
    M1: [11.04],
    M2: [23.59],
    M3: [15.52, 6.54],
    M4: [35.96, 11.08],
    M5: [16.68, 6.7, 1.43],
    M6: [49, 11.9, 8.66],
    M7: [24, 5.32, 2.89, 1.92],
    M8: [64.8, 11, 9.52, 2.38],
  };
  for (const { name, entries, rank } of MATRICES) {
    const { values } = jacobiSvd(entries, 4, 4);
    expected[name]?.forEach((value, i) =>
      assertAlmostEquals(values[i], value, 0.006 * value, `${name}, σ${i}`)
    );
    assertEquals([...values].filter((value) => value > 1e-9 * values[0]).length, rank, name);
  }
  assertThrows(() => matrixNamed("M9"), RangeError, 'matrixNamed: "M9" is unknown, allowed M1, M2');
});

Deno.test("the target of figure 4 is the same function in all architectures, also in wide ones", () => {
  const inputs = normalInputs(0, "test", 20), { targets } = targetSamples(inputs);
  for (let i = 0; i < 20; i++) {
    const x = inputs.subarray(5 * i, 5 * i + 5);
    const value = [0, 1, 2].reduce((sum, s) => sum + Math.tanh(0.6 * x[s] + 0.8 * x[s + 1] + x[s + 2]), 0);
    assertAlmostEquals(targets[i], value, 1e-14);
  }
  for (const architecture of ["dense", "local", "convolution"] as const) {
    for (const times of [1, 3]) {
      const network = networkOf(architecture, times);
      const theta = nullEmbedding(
        bestParameters(architecture),
        network.parametersPerWidth,
        network.options.width,
      );
      network.values(theta, inputs).forEach((value, i) => assertAlmostEquals(value, targets[i], 1e-14));
      const spectrum = jacobianSpectrum(network, theta, normalArray(generator(1), 1500, 0, 1));
      assertEquals(
        [...spectrum].filter((value) => value > 1e-9 * spectrum[0]).length,
        targetRank(architecture),
      );
      assertEquals(network.units.length, 3 * times);
    }
  }
});

Deno.test("curves know where they recover, with diverged and trapped runs", () => {
  const curve = {
    sizes: [1, 2, 3, 4],
    test: [1, null, 1e-9, 1e-9],
    train: [0, null, 1e-9, 1e-9],
    steps: [1, 1, 1, 1],
  };
  assertEquals(recoveredFrom(curve, 1e-6), 3);
  assertEquals([errorAt(curve, 2), errorAt(curve, 3)], [Infinity, 1e-9]);
  assertThrows(() => errorAt(curve, 9), RangeError, "no run on 9 samples");
  assertEquals(withoutTrapped({ ...curve, train: [0, 1e-3, 1e-9, null] }).sizes, [1, 3]);
  assertEquals(networkFigures.sampleSizeOf({ ...curve, test: [1, 1, 1, 1] }), 5);
  assertEquals(networkFigures.sampleSizeOf({ ...curve, train: [0, 1, 0, 0], test: [1, 1, 0, 0] }), 3);
  assertEquals(networkFigures.sampleSizeOf({ ...curve, train: [1, 1, 1, 1] }), 5);
});

Deno.test("lines through two points that lie close together take long", async () => {
  const sizes = [2],
    options = { sizes, learningRate: 0.05, stopBelow: 1e-9, maxSteps: 50_000, testPoints: 10 };
  const seeds = Array.from({ length: 10 }, (_, k) => 100 + k)
    .sort((a, b) => distanceOfFirstTwo(sizes, a) - distanceOfFirstTwo(sizes, b));
  const stepsOf = async (seed: number) =>
    (await lineRecovery(options, "reparameterised", [0, 1, 0], 1e-4, seed)).descent.steps[0];
  const close = await stepsOf(seeds[0]), apart = await stepsOf(seeds[9]);
  assert(close > 10 * apart, `${close} and ${apart} steps`);
});

Deno.test("widths that no seed recovers are named", () => {
  const cell = (seed: number, times: number, test: number[]): networkFigures.WidthCell => ({
    block: "made up",
    settings: widthCell("dense", times),
    seed,
    key: "made up",
    seconds: 1,
    result: { sizes: [1, 2], test, train: [0, 0], steps: [1, 1], learningRates: [1, 1], descentTest: [1, 1] },
  });
  const cells = [cell(0, 1, [1, 1]), cell(1, 1, [1, 0]), cell(0, 3, [1, 1])];
  assertEquals(networkFigures.neverRecovered(cells, "dense"), [3]);
  assertEquals(networkFigures.pictureSize("convolution"), 685);
});

Deno.test("a matrix of the teaching notebook is recovered from R entries and not from fewer; random entries depend on the seed", () => {
  const one = { matrix: "NB2", pattern: "nested" as const, sigma: 1e-4, sizes: [11, 12], learningRate: 0.1 };
  const curve = completionRecovery(one, { stopBelow: 1e-9, maxSteps: 20_000 }, 3);
  assertLess(curve.test[1]!, 1e-6);
  assert(curve.test[0]! > 1e-3);
  assertEquals(seenEntries("random", 7, 1), seenEntries("random", 7, 1));
  assert(`${seenEntries("random", 7, 1)}` !== `${seenEntries("random", 7, 2)}`);
});

Deno.test("a staircase ends at the rank of its matrix, one singular value after the other", () => {
  const { singularValues, effectiveRank, loss, steps } = rankStaircase("NB2", 16, 1e-4, {
    learningRate: 0.05,
    maxSteps: 20_000,
    seed: 0,
  });
  assertEquals(steps[0], 0);
  assertLess(loss.at(-1)!, 1e-6);
  const expected = jacobiSvd(matrixNamed("NB2").entries, 4, 4).values;
  [0, 1].forEach((k) => assertAlmostEquals(singularValues.at(-1)![k], expected[k], 1e-3));
  assertLess(singularValues.at(-1)![2], 1e-5);
  const reached = (k: number) => singularValues.findIndex((values) => values[k] > 0.5 * expected[k]);
  assert(reached(0) < reached(1));
  assertAlmostEquals(Math.min(...effectiveRank), 1, 0.01);
});

Deno.test("grids and targets of the dropout experiments are those of the papers", () => {
  assertEquals([...evenGrid([-15, 14], 3)], [-15, -0.5, 14]);
  assertEquals([...evenGrid([-15, 15], 1)], [0]);
  assertAlmostEquals(sumOfTanh([7, 0, -7], Float64Array.of(0))[0], 0, 1e-15);
  assertAlmostEquals(sumOfTanh([7, 0, -7], Float64Array.of(14))[0], 3, 1e-5);
  const { settings } = dropoutThreeSteps;
  assertEquals(dropoutSize({ ...settings, sizes: [1, 2, 3] }, [1, 1e-3, 1e-3]), 2);
  assertEquals(dropoutSize({ ...settings, sizes: [1, 2, 3] }, [1, 1e-3, null]), 4);
  const errors = (test: number[]) => ({ test, train: test, neurons: null });
  const run = { plain: errors([1, 4, 9]), dropout: errors([1, 1, 1]) };
  assertAlmostEquals(dropoutGain({ ...settings, sizes: [1, 2, 3] }, run, 2), 6, 1e-12);
  assertThrows(
    () => dropoutGain({ ...settings, sizes: [1, 2, 3] }, run, 4),
    RangeError,
    "points, allowed 1,2,3",
  );
  const neurons = { weight: [1, -2, 0.1, 5], bias: [1, -2, 0, 0], output: [1, 1, 1, 0.001] };
  const map = extensionFigures.directionMap({ test: [], train: [], neurons }, 3);
  // The three with the most weight: two in one line, one beside them.
  assertAlmostEquals(Math.max(...map.flatMap((row, i) => row.filter((_, j) => j !== i))), 1, 1e-12);
  assertThrows(
    () => extensionFigures.directionMap({ test: [], train: [], neurons: null }, 3),
    RangeError,
    "not kept",
  );
});

Deno.test("the grid covers widths 1 and 3 first, and its cells are all different", () => {
  const [first] = widthGrid.blocks,
    all = widthGrid.blocks.flatMap(({ settings }) => settings.map((one) => JSON.stringify(one)));
  assertEquals(new Set(first.settings.map(({ times }) => times)), new Set([1, 3]));
  assertEquals(new Set(all).size, all.length);
});

Deno.test("every experiment runs, gives plain data, decides its rows and draws its figures", async () => {
  const lines = await runsOf(reparameterisation, { maxSteps: 20_000, testPoints: 50 });
  const { cases } = matrixCompletion.settings;
  const completion = await runsOf(matrixCompletion, { cases, maxSteps: 6000 });
  const sizes = await runsOf(initialSize, {
    line: { ...initialSize.settings.line, maxSteps: 5000, testPoints: 50 },
    matrix: { ...initialSize.settings.matrix, maxSteps: 5000 },
  });
  const ranks = await runsOf(exactRanks, {
    matrices: [2, 3],
    times: [1, 3],
    probes: { each: 3, least: 200 },
  });
  const optimistic = await runsOf(optimisticStart, {
    architectures: ["convolution"],
    times: [1, 3],
    beyond: [-1, 0, 1],
  });
  const features = await runsOf(randomFeatures, { counts: [7, 30], testPoints: 50 });
  const other = await runsOf(otherTarget, {
    times: [1],
    sizes: [21, 63],
    maxSteps: 200,
    trialSteps: 50,
    finish: 2,
  });
  const deep = await runsOf(depth, { maxSteps: 3000, sizes: [4, 12, 20, 22], testPoints: 50 });
  const mask = await runsOf(masks, { maxSteps: 2000, crosses: ["M3"] });
  const noise = await runsOf(labelNoise, {
    sizes: [7, 30],
    noises: [0.1],
    maxIterations: 10,
    testPoints: 50,
  });
  const second = await runsOf(secondOrder, { maxSteps: 3000, maxIterations: 50 });
  const neuron = await runsOf(oneNeuron, { widths: [2], sizes: [2, 3, 6], maxSteps: 500, testPoints: 50 });
  const three = await runsOf(dropoutThreeSteps, {
    width: 70,
    sizes: [6, 9],
    schedule: [[1e-3, 20], [1e-4, 10]],
    testPoints: 50,
  });
  const sizesOfCells = { sizes: [5, 7, 9, 45], maxSteps: 300, trialSteps: 50, finish: 2, testPoints: 50 };
  const widths: networkFigures.WidthCell[] = [];
  for (const architecture of ["convolution", "local", "dense"] as const) {
    for (const times of [1, 3]) {
      const settings = widthCell(architecture, times, sizesOfCells);
      for (const seed of [0, 1, 2]) {
        const result = await trainNetwork(settings, seed, CONTEXT);
        widths.push({ block: "a", settings, seed, key: "", seconds: 1, result });
      }
    }
  }
  const paper: PaperRuns = {
    profile: "full",
    lines: lines.runs,
    completionSettings: completion.settings,
    completion: completion.runs,
    sizeSettings: sizes.settings,
    sizes: sizes.runs,
    ranks: ranks.runs,
    optimistic: optimistic.runs,
    widths: { stored: widths, missing: [], source: "stored, exact" },
    features: features.runs,
    otherTarget: other.runs,
    depthSettings: deep.settings,
    depth: deep.runs,
  };
  const rows = paperClaims(paper);
  const ids = "C1 C1b C2 C3a C3b C3c C3d C3e C3f C3g C3h C4 C4b C5 C6 C6b C7 C7b C8 C8b C9 C9b C9c".split(
    " ",
  );
  assertEquals(rows.map(({ id }) => id), ids);
  const verdict = (id: string) => rows.find((row) => row.id === id)!.verdict;
  for (const id of ["C2", "C3a", "C3b", "C3c", "C3d", "C3g", "C5", "C7"]) {
    assertEquals(verdict(id), "reproduced", id);
  }
  // M3 and M4 have no step at 12 in the nested order.
  assertEquals(verdict("C3h"), "not reproduced");
  assert(!stepsAtRank(completion.settings, completion.runs.results[0], "nested").includes("M4"));
  const quick = paperClaims({ ...paper, profile: "quick" });
  for (const id of ["C3h", "C7b", "C8", "C8b", "C9"]) {
    assertEquals(quick.find((row) => row.id === id)!.verdict, "not decided at this profile", id);
  }
  const extension: ExtensionRuns = {
    profile: "full",
    maskSettings: mask.settings,
    masks: mask.runs,
    ranks: ranks.runs,
    noiseSettings: noise.settings,
    noise: noise.runs,
    secondSettings: second.settings,
    second: second.runs,
    threeSettings: three.settings,
    three: three.runs,
    largeSettings: three.settings,
    large: three.runs,
  };
  const extensions = extensionClaims(extension);
  assertEquals(extensions.map(({ id }) => id), "X1 X1b X2 X2b X3 X3b X4 X5 X5b X6".split(" "));
  for (const id of ["X2", "X2b"]) {
    assertEquals(extensions.find((row) => row.id === id)!.verdict, "reproduced", id);
  }

  const figures = [
    recoveryMaps.reparameterisationMaps(lines.runs.results, "descent"),
    recoveryMaps.completionMaps(cases, completion.runs.results, [{
      title: "all",
      where: ({ sigma }) => sigma === 1e-4,
    }], "Matrices"),
    recoveryMaps.initialSizeMaps(sizes.settings, sizes.runs.results),
    recoveryMaps.recoveryFigure("One", [{
      label: "1×",
      curves: widths.slice(0, 3).map(({ result }) => result),
      rank: 7,
    }]),
    matrixFigures.maskShares(mask.settings, mask.runs.results),
    matrixFigures.crossMaps(mask.settings, mask.runs.results),
    matrixFigures.rankOfMasks(mask.settings, mask.runs.results),
    matrixFigures.fitsAndErrors(networkFigures.pointsOf(widths), 1e-6),
    networkFigures.widthMaps(widths),
    networkFigures.sizesByParameters(widths, features.runs.results),
    networkFigures.ranksByWidth([1, 10]),
    networkFigures.rankSpectra(ranks.runs.results),
    networkFigures.optimisticRatios(optimistic.runs.results),
    networkFigures.depthCurves(deep.settings, deep.runs.results),
    networkFigures.oneNeuronCurves(neuron.settings, neuron.runs.results),
    extensionFigures.dropoutErrors([{
      title: "three",
      settings: three.settings,
      runs: three.runs.results,
      parameters: 9,
    }]),
    extensionFigures.directionMaps(three.runs.results[0]),
    extensionFigures.activationRanks(ranks.runs.results, 3),
    extensionFigures.noiseCurves(noise.settings, noise.runs.results, 7),
    extensionFigures.handOverDots(second.settings, second.runs.results),
  ];
  figures.forEach(({ alt }) => assert(alt.length > 20));
  const plain = [
    lines,
    completion,
    sizes,
    ranks,
    optimistic,
    features,
    other,
    deep,
    mask,
    noise,
    second,
    neuron,
    three,
  ];
  for (const { runs } of plain) assertEquals(JSON.parse(JSON.stringify(runs.results)), runs.results);
  const ends = networkFigures.endsOf(widths, "convolution", 1);
  assertEquals(ends.recovered + ends.overfitting + ends.trapped, ends.runs);
});

Deno.test("a ReLU target of low rank has a neuron whose kink the inputs hardly see", () => {
  const settings = exactRanks.settings;
  assertEquals(rarerSide(settings, 10), 0);
  assertLess(rarerSide(settings, 15), 3);
  assert(rarerSide(settings, 7) > 50);
});
