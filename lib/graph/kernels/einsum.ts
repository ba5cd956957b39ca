/** TF.js's einsum, as sums, transposes and matrix products. */
import type { GraphNode } from "../graph.ts";
import { mul } from "../ops/elementwise_binary.ts";
import { reshape, transpose } from "../ops/layout.ts";
import { matMul } from "../ops/matmul.ts";
import { sum } from "../ops/reduce.ts";
import { sizeOf } from "../shape.ts";
import type { Kernels } from "./kernel.ts";

/** A tensor with one letter for each axis. */
interface Labelled {
  readonly x: GraphNode;
  readonly labels: readonly string[];
}

function parse(equation: string, operands: readonly GraphNode[]): { terms: string[][]; result: string[] } {
  const match = /^([a-zA-Z,]*)->([a-zA-Z]*)$/.exec(equation.replaceAll(" ", ""));
  if (!match) {
    throw new RangeError(`einsum: equation "${equation}", allowed letters for axes, as in "ij,jk->ik"`);
  }
  const terms = match[1].split(",").map((term) => [...term]), result = [...match[2]];
  if (terms.length !== operands.length) {
    throw new RangeError(`einsum: "${equation}" has ${terms.length} terms for ${operands.length} tensors`);
  }
  requireFitting(equation, terms, result, operands);
  return { terms, result };
}

function requireFitting(
  equation: string,
  terms: readonly string[][],
  result: readonly string[],
  operands: readonly GraphNode[],
): void {
  const lengths = new Map<string, number>();
  terms.forEach((term, k) => {
    const { shape } = operands[k];
    if (term.length !== shape.length || new Set(term).size !== term.length) {
      throw new RangeError(
        `einsum: term "${
          term.join("")
        }" of "${equation}" needs one different letter for each axis of [${shape}]`,
      );
    }
    term.forEach((label, axis) => {
      const known = lengths.get(label) ?? shape[axis];
      if (known !== shape[axis]) {
        throw new RangeError(`einsum: "${label}" of "${equation}" has lengths ${known} and ${shape[axis]}`);
      }
      lengths.set(label, known);
    });
  });
  if (new Set(result).size !== result.length || result.some((label) => !lengths.has(label))) {
    throw new RangeError(`einsum: the result of "${equation}" needs different letters of its terms`);
  }
}

/** Sums over the axes whose letters are no longer needed. */
function reduced({ x, labels }: Labelled, needed: ReadonlySet<string>): Labelled {
  const kept = labels.filter((label) => needed.has(label));
  const axes = labels.flatMap((label, axis) => (needed.has(label) ? [] : [axis]));
  return { x: axes.length > 0 ? sum(x, axes) : x, labels: kept };
}

function ordered({ x, labels }: Labelled, to: readonly string[]): GraphNode {
  return transpose(x, to.map((label) => labels.indexOf(label)));
}

/** Product of two tensors, summed over the letters that are in both and not needed afterwards. */
function product(a: Labelled, b: Labelled, needed: ReadonlySet<string>): Labelled {
  const left = reduced(a, new Set([...b.labels, ...needed])),
    right = reduced(b, new Set([...a.labels, ...needed]));
  const shared = left.labels.filter((label) => right.labels.includes(label));
  const batch = shared.filter((label) => needed.has(label)),
    inner = shared.filter((label) => !needed.has(label));
  const rows = left.labels.filter((label) => !shared.includes(label));
  const columns = right.labels.filter((label) => !shared.includes(label));
  const length = (label: string) => {
    const axis = left.labels.indexOf(label);
    return axis >= 0 ? left.x.shape[axis] : right.x.shape[right.labels.indexOf(label)];
  };
  const size = (labels: readonly string[]) => sizeOf(labels.map(length));
  const leading = batch.length > 0 ? [size(batch)] : [];
  const first = reshape(ordered(left, [...batch, ...rows, ...inner]), [...leading, size(rows), size(inner)]);
  const second = reshape(ordered(right, [...batch, ...inner, ...columns]), [
    ...leading,
    size(inner),
    size(columns),
  ]);
  const labels = [...batch, ...rows, ...columns];
  const result = inner.length > 0 ? matMul(first, second) : mul(first, second);
  return { x: reshape(result, labels.map(length)), labels };
}

/** Kernel of einsum for any number of float tensors, processed from left to right. */
export const EINSUM: Kernels = {
  Einsum: (inputs, { equation }) => {
    const operands = Object.values(inputs), { terms, result } = parse(equation as string, operands);
    let total: Labelled = { x: operands[0], labels: terms[0] };
    for (let k = 1; k < operands.length; k++) {
      const needed = new Set([...result, ...terms.slice(k + 1).flat()]);
      total = product(total, { x: operands[k], labels: terms[k] }, needed);
    }
    return ordered(reduced(total, new Set(result)), result);
  },
};
