import { assert, assertEquals, assertLess, assertLessOrEqual } from "@std/assert";
import {
  byCosine,
  cosineWidths,
  cutLayers,
  magnitudeCut,
  outputChange,
  randomCut,
  splitNeurons,
} from "../../lib/condensation/mod.ts";
import { parameterCount } from "../../lib/nn/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { KINDS, randomInputs, randomNetwork } from "./networks.ts";

Deno.test("cuts by cosine take copies away from every layer, and leave the function", async () => {
  const original = randomNetwork(KINDS["batch norm"], "relu", 3),
    data = randomInputs(KINDS["batch norm"], 30, 1);
  const random = generator(0, "split"),
    wide = [0, 1].reduce(
      (network, index) => splitNeurons(network, index, { copies: 4, generator: random }),
      original,
    );
  const cut = await cutLayers(wide, data, byCosine({ tau: 1 - 1e-9 }));
  assertEquals(cut.widths, original.widths);
  assertLess(await outputChange(cut, original, data), 1e-10);
});

Deno.test("a layer is cut to a width at random or by amplitude, and one that keeps its width is left alone", async () => {
  const network = randomNetwork(KINDS.perceptron, "tanh", 3), data = randomInputs(KINDS.perceptron, 30, 1);
  const [first, second] = network.widths;
  const atRandom = await cutLayers(
    network,
    data,
    ({ neurons, index }) => randomCut(neurons, [first, 2][index], generator(0, "groups", index)),
  );
  const byAmplitude = await cutLayers(
    network,
    data,
    ({ neurons, index }) => magnitudeCut(neurons, [2, second][index]),
  );
  assertEquals([atRandom.widths, byAmplitude.widths], [[first, 2], [2, second]]);
  const whole = await cutLayers(
    network,
    data,
    ({ neurons, index }) => magnitudeCut(neurons, network.widths[index]),
  );
  assertEquals(whole, network);
});

Deno.test("the threshold of a size is the largest that reaches it, and lower ones leave fewer neurons", async () => {
  const network = randomNetwork(KINDS.perceptron, "tanh", 3), data = randomInputs(KINDS.perceptron, 30, 1);
  const { widthsAt, tauFor, clipped } = await cosineWidths(network, data);
  const sizeAt = (tau: number) => parameterCount(network.build(widthsAt(tau)).parameters);
  const most = Math.ceil(0.8 * network.parameters.length), tau = tauFor(most);
  assertLessOrEqual(sizeAt(tau), most);
  assert(sizeAt(tau + 1e-3) > most, "a larger one does not reach it");
  assertEquals([sizeAt(1), clipped], [network.parameters.length, 0]);
});

Deno.test("the share of clipped values is that of ReLU6's worst layer", async () => {
  const kind = KINDS["block without norm"], data = randomInputs(kind, 20, 1);
  const network = randomNetwork(kind, "relu6", 2);
  const strong = { ...network, parameters: network.parameters.map((value) => 10 * value) };
  const [weak, clips] = [await cosineWidths(network, data), await cosineWidths(strong, data)];
  assertLess(weak.clipped, clips.clipped);
  assert(clips.clipped > 0.01 && clips.clipped < 1);
});
