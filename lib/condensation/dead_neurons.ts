/** Neurons that do nothing. */
import { largest, mean } from "../stats/mod.ts";
import type { HiddenLayer } from "./hidden_layers.ts";
import type { Neurons } from "./neurons.ts";
import type { LayerReading } from "./read_layer.ts";

/** Share of the largest norm below which a vector counts as zero. */
const ZERO = 1e-9;
/** Share of the layer's mean variance below which an output counts as constant. */
const CONSTANT = 1e-12;

/**
 * Indices of the neurons that can be removed: those without input or output, and those with a constant output that the
 * next layer can absorb into its bias or norm. A convolution of more than one element pads with zeros, and a layer without
 * bias or norm cannot absorb anything: before these only a constant 0 is dead.
 */
export function deadNeurons(
  neurons: Neurons,
  { next }: HiddenLayer,
  { means, variances }: Pick<LayerReading, "means" | "variances">,
): number[] {
  const { norms, outgoing, count } = neurons;
  const [smallNorm, smallOutgoing] = [norms, outgoing].map((lengths) => ZERO * largest(lengths));
  const constant = CONSTANT * mean(variances), level = Math.sqrt(CONSTANT * mean(means.map((m) => m * m)));
  const movable = next.area === 1 && (next.bias !== null || next.norm !== null);
  return Array.from({ length: count }, (_, j) => j).filter((j) => {
    if (outgoing[j] <= smallOutgoing) return true;
    const isConstant = variances[j] <= constant || norms[j] <= smallNorm;
    return isConstant && (movable || Math.abs(means[j]) <= level);
  });
}
