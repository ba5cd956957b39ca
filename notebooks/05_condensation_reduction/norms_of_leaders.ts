/** A control: batch norm behind a cut, as the leaders had it. */
import { NORM_EPSILON, type NormChoice } from "../../lib/condensation/mod.ts";
import { parametersByName } from "../../lib/nn/mod.ts";

/** Gains and shifts that would be right if merged kernels had the statistics of their leaders. */
export const normsOfLeaders: NormChoice = (
  { network, foldedBiases },
  { network: before, reading },
  { groups },
) => {
  const parameters = network.parameters.slice();
  const named = parametersByName(parameters, network.build(network.widths).parameters);
  const old = parametersByName(before.parameters, before.build(before.widths).parameters);
  for (const [name, bias] of Object.entries(foldedBiases)) {
    const { mean, variance } = reading.statistics[name];
    groups.forEach(({ leader }, g) => {
      const gain = old[`${name}.gain`][leader];
      named[`${name}.gain`][g] = Math.abs(gain);
      named[`${name}.shift`][g] = bias[g] + gain / Math.sqrt(variance[leader] + NORM_EPSILON) * mean[leader];
    });
  }
  return { ...network, parameters };
};
