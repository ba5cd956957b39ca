/** Directions of the neurons of a network with one input. */

/** Neurons a·σ(w·x + b). */
export interface LineNeurons {
  readonly weight: readonly number[];
  readonly bias: readonly number[];
  readonly output: readonly number[];
}

/**
 * |cos| between the inner weights (w, b) of the neurons that matter most, |a|·|(w, b)|, in the order of their direction.
 *
 * @returns rows of a symmetric matrix, `[count][count]`
 */
export function directionMap({ weight, bias, output }: LineNeurons, count: number): number[][] {
  const all = weight.map((w, i) => ({
    angle: (Math.atan2(bias[i], w) + Math.PI) % Math.PI,
    size: Math.abs(output[i]) * Math.hypot(w, bias[i]),
  }));
  const shown = all.sort((a, b) => b.size - a.size).slice(0, count).sort((a, b) => a.angle - b.angle);
  return shown.map(({ angle }) => shown.map((other) => Math.abs(Math.cos(angle - other.angle))));
}

/** Fraction of pairs of a map whose |cos| is above a value. */
export function parallelPairs(map: readonly (readonly number[])[], cosine: number): number {
  const pairs = map.flatMap((row, i) => row.filter((_, j) => j > i));
  return pairs.filter((value) => value > cosine).length / pairs.length;
}
