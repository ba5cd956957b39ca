/** Cuts of image networks: by condensation to a wanted size, and in other ways. */
import * as condensation from "../../lib/condensation/mod.ts";
import type { Cut, HiddenLayer, Neurons, TrainedNetwork } from "../../lib/condensation/mod.ts";
import { parameterCount, parametersByName } from "../../lib/nn/mod.ts";

const RULE = condensation.mergeRule("relu");

/** Chooses the cut of a layer. */
export type Choice = (
  neurons: Neurons,
  index: number,
  reading: condensation.LayerReading,
  layer: HiddenLayer,
) => Cut;

/** Cuts all layers, the first one first; batch norm as it is measured behind the cut, or as the leaders had it. */
export async function cutLayers(
  network: TrainedNetwork,
  data: condensation.Calibration,
  choose: Choice,
  norms: "measured" | "of the leaders" = "measured",
): Promise<TrainedNetwork> {
  let current = network;
  for (const index of network.widths.keys()) {
    const layer = condensation.layerAt(current, index),
      reading = await condensation.readLayer(current, layer, data);
    const neurons = condensation.neuronsOf(current, layer, reading.statistics);
    const cut = choose(neurons, index, reading, layer);
    if (cut.groups.length === neurons.count) continue;
    const merged = condensation.mergeLayer(current, index, cut, reading);
    current = norms === "measured"
      ? await condensation.recalibrateBatchNorm(merged, data)
      : withNormsOfLeaders(current, merged, cut, reading.statistics);
  }
  return current;
}

/** Groups at a threshold; dead channels go. */
export function byCosine(tau: number): Choice {
  return (neurons, _, reading, layer) => {
    const dead = condensation.deadNeurons(neurons, layer, reading);
    const among = Array.from({ length: neurons.count }, (_, j) => j).filter((j) => !dead.includes(j));
    return { groups: condensation.condensationGroups(neurons, RULE, { tau }, among), dropped: dead };
  };
}

/** Widths that cuts at thresholds would leave, seen on the network as it is. */
export async function widthsAt(
  network: TrainedNetwork,
  data: condensation.Calibration,
): Promise<(tau: number) => number[]> {
  const choices: ((tau: number) => number)[] = [];
  for (const [index, layer] of condensation.layersOf(network).entries()) {
    const reading = await condensation.readLayer(network, layer, data);
    const neurons = condensation.neuronsOf(network, layer, reading.statistics);
    choices.push((tau) => byCosine(tau)(neurons, index, reading, layer).groups.length);
  }
  return (tau) => choices.map((count) => count(tau));
}

/** The largest threshold that leaves no more than a number of parameters, or the lowest that is tried. */
export function tauForSize(
  { build }: Pick<TrainedNetwork, "build">,
  widths: (tau: number) => number[],
  most: number,
): number {
  let low = 0.02, high = 1;
  for (let i = 0; i < 12; i++) {
    const middle = (low + high) / 2;
    if (parameterCount(build(widths(middle)).parameters) <= most) low = middle;
    else high = middle;
  }
  return Number(low.toFixed(4));
}

/** Gains and shifts that would be right if merged kernels had the statistics of their leaders. */
function withNormsOfLeaders(
  before: TrainedNetwork,
  { network, foldedBiases }: condensation.MergedLayer,
  { groups }: Cut,
  statistics: condensation.Statistics,
): TrainedNetwork {
  const parameters = network.parameters.slice();
  const named = parametersByName(parameters, network.build(network.widths).parameters);
  const old = parametersByName(before.parameters, before.build(before.widths).parameters);
  for (const [name, bias] of Object.entries(foldedBiases)) {
    groups.forEach(({ leader }, g) => {
      const { mean, variance } = statistics[name], gain = old[`${name}.gain`][leader];
      named[`${name}.gain`][g] = Math.abs(gain);
      named[`${name}.shift`][g] = bias[g] + gain / Math.sqrt(variance[leader] + 1e-5) * mean[leader];
    });
  }
  return { ...network, parameters };
}
