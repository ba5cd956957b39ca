import * as tf from "@tensorflow/tfjs-core";
import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertGreater,
  assertLess,
  assertLessOrEqual,
} from "@std/assert";
import * as fc from "fast-check";
import {
  calibrationLoss,
  layerAt,
  mergeLayer,
  neuronsOf,
  outputChange,
  plainGroup,
  readLayer,
  recalibrateBatchNorm,
  reduce,
  reduceInRounds,
  sizeRatio,
  splitNeurons,
  type TrainedNetwork,
} from "../../lib/condensation/mod.ts";
import { parametersByName } from "../../lib/nn/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { KINDS, randomInputs, randomNetwork } from "./networks.ts";

const PERCEPTRON = { ...KINDS.perceptron, widths: [12, 8] }, DATA = randomInputs(PERCEPTRON, 80, 2);
const named = ({ build, widths, parameters }: TrainedNetwork) =>
  parametersByName(parameters, build(widths).parameters);

Deno.test("the bound holds at every threshold, and what was measured is no more than rounding below it", async () => {
  const cases = fc.record({
    tau: fc.double({ min: 0.2, max: 1, noNaN: true }),
    seed: fc.nat({ max: 1000 }),
    activation: fc.constantFrom("tanh", "relu", "gelu", "sin", "silu"),
    kind: fc.constantFrom(PERCEPTRON, KINDS.convolution, KINDS["batch norm"]),
  });
  await fc.assert(
    fc.asyncProperty(cases, async ({ tau, seed, activation, kind }) => {
      const network = randomNetwork(kind, activation as "tanh", seed), data = randomInputs(kind, 40, seed);
      const { reports } = await reduce(network, data, { tau, refit: false, normSpread: 5 });
      for (const { bound, change } of reports) assertLessOrEqual(change, bound! * (1 + 1e-9) + 1e-9);
    }),
    { numRuns: 12, seed: 5 },
  );
});

Deno.test("the automatic choice keeps the rise within the tolerance, and a larger one cuts further", async () => {
  const network = splitNeurons(randomNetwork(PERCEPTRON, "tanh", 2), 0, {
    copies: 6,
    generator: generator(2),
    angle: 4,
  });
  const sizes: number[] = [];
  for (const tolerance of [1e-6, 0.02, 0.5]) {
    const { network: cut, reports } = await reduce(network, DATA, { tolerance });
    assertLessOrEqual(reports.at(-1)!.rise, tolerance);
    assertAlmostEquals(await outputChange(cut, network, DATA), reports.at(-1)!.rise, 1e-12);
    sizes.push(sizeRatio(cut, network));
  }
  assertEquals(sizes[0], 1);
  assert(sizes[1] < 1 && sizes[2] < sizes[1], `${sizes}`);
});

Deno.test("a loss with targets decides in place of the outputs", async () => {
  const network = randomNetwork(PERCEPTRON, "tanh", 2),
    targets = { shape: [80, 2], values: new Float64Array(160) };
  const loss = (output: tf.Tensor, wanted: tf.Tensor) =>
    tf.mean<tf.Scalar>(tf.squaredDifference(output, wanted));
  const data = { ...DATA, targets }, start = await calibrationLoss(network, data, loss);
  const { network: cut, reports } = await reduce(network, data, { loss, tolerance: 0.05 });
  assertAlmostEquals(await calibrationLoss(cut, data, loss) / start - 1, reports.at(-1)!.rise, 1e-9);
  assertLessOrEqual(reports.at(-1)!.rise, 0.05);
});

Deno.test("refitted outgoing weights change the outputs less than sums, sums less than leaders alone", async () => {
  const network = splitNeurons(randomNetwork(PERCEPTRON, "tanh", 3), 1, {
    copies: 10,
    generator: generator(3),
    angle: 8,
  });
  const change = async (options: object) =>
    await outputChange(
      (await reduce(network, DATA, { tau: 0.97, normSpread: 9, ...options })).network,
      network,
      DATA,
    );
  const [fit, sum, leader] = [
    await change({}),
    await change({ refit: false }),
    await change({ refit: false, mode: "leader" }),
  ];
  assertLess(fit, sum);
  assertLess(sum, leader / 3);
});

Deno.test("a fit to few inputs is not taken where it is worse than the sums on those that are held out", async () => {
  const network = splitNeurons(randomNetwork(PERCEPTRON, "tanh", 9), 0, {
    copies: 8,
    generator: generator(9),
    angle: 2,
  });
  // Eight inputs for twelve neurons: a fit of them alone says little of others.
  const few = randomInputs(PERCEPTRON, 8, 9), options = { tau: 0.99, normSpread: 9 };
  const change = async (refit: false | number | "held out") =>
    await outputChange((await reduce(network, few, { ...options, refit })).network, network, DATA);
  const [sums, rash, careful] = [await change(false), await change(1e-8), await change("held out")];
  assertLess(2 * sums, rash);
  assertAlmostEquals(careful, sums, 1e-12);
});

Deno.test("dead and constant neurons go, what they gave stands in the next bias", async () => {
  const network = randomNetwork(PERCEPTRON, "tanh", 4), parameters = network.parameters.slice();
  const { weight1, bias1, weight2 } = named({ ...network, parameters });
  for (let i = 0; i < 3; i++) weight1[i * 12 + 5] = 0; // constant: tanh of its bias
  bias1[5] = 0.7;
  weight2.fill(0, 7 * 8, 8 * 8); // without output
  const { network: cut, reports } = await reduce({ ...network, parameters }, DATA, {
    tau: [null, null],
    refit: false,
  });
  assertEquals([cut.widths, reports[0].dead], [[10, 8], 2]);
  assertLess(await outputChange(cut, { ...network, parameters }, DATA), 1e-12);
});

Deno.test("a constant channel stays where padding would tell it from a bias", async () => {
  const kind = KINDS["batch norm"],
    network = randomNetwork(kind, "relu", 5),
    parameters = network.parameters.slice();
  const own = named({ ...network, parameters });
  own["norm1.gain"][1] = 0;
  own["norm1.shift"][1] = 0.5;
  const given = { ...network, parameters }, data = randomInputs(kind, 30, 5);
  const { reports } = await reduce(given, data, { tau: [null, null], refit: false });
  assertEquals(reports[0].dead, 0);
  own["norm1.shift"][1] = -0.5;
  assertEquals((await reduce(given, data, { tau: [null, null], refit: false })).reports[0].dead, 1);
});

Deno.test("recalibrated batch norm is the identity on folded values, and stale gains are not", async () => {
  const kind = KINDS["batch norm"],
    network = randomNetwork(kind, "tanh", 6),
    data = randomInputs(kind, 40, 6);
  const layer = layerAt(network, 0), reading = await readLayer(network, layer, data);
  const groups = [plainGroup([0]), plainGroup([1, 2]), plainGroup([3])];
  const merged = mergeLayer(network, 0, { groups, dropped: [] }, reading);
  const after = await recalibrateBatchNorm(merged, data),
    { statistics } = await readLayer(after, layerAt(after, 0), data);
  const folded = neuronsOf(after, layerAt(after, 0), statistics).incoming,
    before = neuronsOf(network, layer, reading.statistics).incoming;
  // A neuron that is alone in its group has the folded vector that it had.
  for (let c = 0; c < folded.columns; c++) assertAlmostEquals(folded.rows[c], before.rows[c], 1e-10);
  assertGreater(await outputChange(merged.network, after, data), 1e-2);
});

Deno.test("rounds cut and retrain until the loss is not kept, and hand back the last network that kept it", async () => {
  const network = splitNeurons(randomNetwork(PERCEPTRON, "tanh", 7), 0, {
    copies: 8,
    generator: generator(7),
    angle: 6,
  });
  const retrained: number[] = [], losses = [1, 5, 1.05, 5, 2];
  const { network: kept, rounds } = await reduceInRounds(network, DATA, {
    taus: [0.98, 0.5, 0.1],
    retrain: (one, round) => (retrained.push(round), Promise.resolve(one.parameters)),
    loss: () => Promise.resolve(losses.shift()!),
    reduce: { normSpread: 9 },
  });
  assertEquals(retrained, [0, 1]);
  assertEquals(rounds.map(({ losses }) => losses), [[5, 1.05], [5, 2]]);
  assertEquals(kept.widths, rounds[0].network.widths);
  assert(rounds[1].size < rounds[0].size);
});

Deno.test("reduction is deterministic", async () => {
  const network = randomNetwork(PERCEPTRON, "tanh", 8);
  const [one, other] = [await reduce(network, DATA, { tau: 0.7 }), await reduce(network, DATA, { tau: 0.7 })];
  assertEquals(one.network.parameters, other.network.parameters);
  assertEquals(one.reports, other.reports);
});
