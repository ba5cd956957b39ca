import * as tf from "@tensorflow/tfjs-core";
import { assertRejects, assertThrows } from "@std/assert";
import {
  condensationGroups,
  hiddenLayers,
  layerAt,
  mergeLayer,
  mergeRule,
  neuronsOf,
  plainGroup,
  reduce,
  reduceInRounds,
  type ReduceOptions,
  refitOutgoing,
  splitNeurons,
  type TrainedNetwork,
} from "../../lib/condensation/mod.ts";
import { chain, conv2d, dense, layerNorm, residual, transformerDecoder } from "../../lib/nn/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { KINDS, randomInputs, randomNetwork } from "./networks.ts";

const KIND = KINDS.perceptron, NETWORK = randomNetwork(KIND, "tanh", 1), DATA = randomInputs(KIND, 20, 1);
const refused = (
  message: string,
  network: TrainedNetwork = NETWORK,
  options: ReduceOptions = {},
  data = DATA,
) => assertRejects(() => reduce(network, data, options), RangeError, message);

Deno.test("thresholds outside (0, 1], and lists of another length", async () => {
  for (const tau of [0, -0.5, 1.001, NaN]) await refused(`must lie in (0, 1], got ${tau}`, NETWORK, { tau });
  await refused("2 hidden layers need as many τ, got 3", NETWORK, { tau: [0.9, 0.9, 0.9] });
  await refused('the setting "taus" is unknown', NETWORK, { taus: 1 } as ReduceOptions);
  await refused("the tolerance must be positive", NETWORK, { tolerance: 0 });
  await assertRejects(
    () =>
      reduceInRounds(NETWORK, DATA, {
        taus: [2],
        retrain: () => Promise.reject(),
        loss: () => Promise.resolve(1),
      }),
    RangeError,
    "got 2",
  );
});

Deno.test("layers out of range, and the output layer", () => {
  for (const index of [-1, 2, 0.5]) {
    assertThrows(() => layerAt(NETWORK, index), RangeError, `layer ${index} is no hidden layer, allowed 0…1`);
  }
});

Deno.test("groups that overlap, do not cover, or mix signs; and a cut that would empty a layer", () => {
  const cut = (groups: number[][], dropped: number[] = [], network = NETWORK) => () =>
    mergeLayer(network, 0, { groups: groups.map((members) => plainGroup(members)), dropped });
  assertThrows(
    cut([[0, 1], [1, 2, 3, 4]]),
    RangeError,
    'layer "hidden1": groups overlap, got neuron 1 twice',
  );
  assertThrows(cut([[0, 1], [2, 3]]), RangeError, "groups must cover the layer, got none with neuron 4");
  assertThrows(cut([[0, 1, 2, 3, 7]]), RangeError, "neuron 7 is none of the layer");
  assertThrows(cut([], [0, 1, 2, 3, 4]), RangeError, "the cut would empty the layer of 5 units");
  const relu = randomNetwork(KIND, "relu", 1);
  const mixed = { ...plainGroup([0, 1, 2, 3, 4]), signs: [1, -1, 1, 1, 1].map((s) => [s, s] as const) };
  assertThrows(
    () => mergeLayer(relu, 0, { groups: [mixed], dropped: [] }),
    RangeError,
    "signs can be mixed under an odd activation only",
  );
});

Deno.test("weights that are not finite or do not fit, and widths that are not the model's", async () => {
  const parameters = NETWORK.parameters.slice();
  parameters[3] = NaN;
  await refused("the weights[3] is NaN", { ...NETWORK, parameters });
  await refused("9 weights do not fit", { ...NETWORK, parameters: new Float64Array(9) });
  await refused('"hidden3" is no hidden layer, present: hidden1, hidden2', {
    ...NETWORK,
    layers: ["hidden3"],
  });
  await refused("the widths are [5,4], the layers hidden1 have [5] units", {
    ...NETWORK,
    layers: ["hidden1"],
  });
});

Deno.test("activations without a merge rule, and one that clips too much", async () => {
  assertThrows(() => mergeRule("sigmoid"), RangeError, 'the activation "sigmoid" has no merge rule');
  await refused('"softplus" has no merge rule', randomNetwork(KIND, "softplus", 1));
  const clipped = randomNetwork(KINDS["block without norm"], "relu6", 2);
  const strong = { ...clipped, parameters: clipped.parameters.map((value) => 10 * value) };
  const data = randomInputs(KINDS["block without norm"], 20, 1);
  await refused("relu6 clips", strong, { tau: 0.9 }, data);
  await reduce(strong, data, { tau: 0.9, normSpread: 0.1 });
});

Deno.test("calibration data of another width, and a loss without targets", async () => {
  await refused("needs [batch,3]", NETWORK, {}, randomInputs({ ...KIND, input: [4] }, 20, 1));
  await refused("a loss needs targets", NETWORK, { loss: (output) => tf.mean(output) as tf.Scalar });
});

Deno.test("a layer of dead neurons cannot be emptied", async () => {
  const relu = randomNetwork({ ...KIND, widths: [2] }, "relu", 1), parameters = relu.parameters.slice();
  parameters.fill(0, 0, 6).fill(-1, 6, 8);
  await refused('a cut would empty layer "hidden1", got 2 dead neurons of 2', { ...relu, parameters }, {
    tau: 0.9,
  });
});

Deno.test("layers of other kinds, and neurons that are used elsewhere", async () => {
  const decoder = transformerDecoder({ vocabulary: 5, positions: 3, layers: 1, width: 4, hidden: 8 });
  assertThrows(
    () => hiddenLayers(decoder.parameters),
    RangeError,
    'the parameter "tokens.table" [5,4] belongs to no',
  );
  const build = ([units]: readonly number[]) =>
    chain({
      first: dense({ inputs: 3, units, activation: "tanh" }),
      // Half the sum of neighbours: a reordering between the layers that the parameters do not show.
      between: (x: tf.Tensor) => tf.add(x, tf.concat([tf.slice(x, [0, 1]), tf.slice(x, [0, 0], [-1, 1])], 1)),
      output: dense({ inputs: units, units: 1 }),
    });
  const parameters = Float64Array.from({ length: 3 * 5 + 5 + 5 + 1 }, (_, i) => Math.cos(i));
  await refused('layer "first" cannot be cut, its neurons are used elsewhere', {
    build,
    widths: [5],
    activation: "tanh",
    parameters,
  });
  const normed = {
    ...NETWORK,
    build: ([units]: readonly number[]) =>
      chain({
        first: dense({ inputs: 3, units }),
        norm: layerNorm({ width: units }),
        output: dense({ inputs: units, units: 1 }),
      }),
    widths: [3],
    parameters: new Float64Array(9 + 3 + 6 + 3 + 1).fill(1),
  };
  await refused('"norm" is no batch norm', normed);
});

Deno.test("channels of a residual stream are no hidden layer", () => {
  const body = chain({
    a: conv2d({ inputs: 2, units: 4, kernel: 1 }),
    b: conv2d({ inputs: 4, units: 2, kernel: 1 }),
  });
  const model = chain({
    stem: conv2d({ inputs: 3, units: 2, kernel: 3 }),
    block: residual(body),
    head: conv2d({ inputs: 2, units: 5, kernel: 1 }),
    output: conv2d({ inputs: 5, units: 1, kernel: 1 }),
  });
  const names = hiddenLayers(model.parameters).map(({ name }) => name);
  if (`${names}` !== "block.body.a,head") throw new Error(`${names}`);
});

Deno.test("settings of the parts", async () => {
  const neurons = neuronsOf(NETWORK, layerAt(NETWORK, 0)), rule = mergeRule("tanh");
  const group = (options: object) => () => condensationGroups(neurons, rule, { tau: 0.9, ...options });
  assertThrows(group({ normSpread: -1 }), RangeError, "the spread of norms must be 0 or more, got -1");
  assertThrows(group({ method: "best" }), RangeError, 'the method "best" is unknown');
  const split = (copies: number) => () => splitNeurons(NETWORK, 0, { copies, generator: generator(0) });
  assertThrows(split(0), RangeError, "copies must be a positive integer, got 0");
  await assertRejects(() => refitOutgoing(NETWORK, NETWORK, 0, DATA, 0), RangeError, "μ must be positive");
  const normed = randomNetwork(KINDS["batch norm"], "relu", 1);
  assertThrows(
    () => neuronsOf(normed, layerAt(normed, 0)),
    RangeError,
    'the statistics of batch norm "norm1" are needed',
  );
});
