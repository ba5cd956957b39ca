/** The README of `lib/graph`, from the table of kernels and the needs of the papers. */
import { COLUMNS, HIGHEST_ORDER, type KernelRow } from "./kernel_table.ts";
import { PAPER_NEEDS } from "./paper_needs.ts";

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");

function orderText(order: number | null): string {
  if (order === null) return "–";
  return order === 0 ? "0" : `1…${order}`;
}

/** Text of the README. */
export function kernelReadme(rows: readonly KernelRow[]): string {
  const columns = COLUMNS.map(([engine, precision]) => `${engine} ${precision}`);
  const kernels = rows.map((row) => [
    row.isFunction ? `\`${row.name}()\`` : row.name,
    row.dtypes.join(", ") || "–",
    orderText(row.order),
    ...columns.map((column) => row.runs[column]),
  ]);
  const papers = PAPER_NEEDS.map(({ paper, what, ops, order, precisions }) =>
    `- **${paper}**: ${what}; derivatives up to order ${order}, in ${precisions.join(" and ")}: ` +
    [...new Set(ops)].sort().join(", ")
  );
  return `# What the engine can do

Generated from what the tests find when they do it. After a change:
\`UPDATE_KERNEL_README=1 deno task test tests/graph/kernel_readme_test.ts\`, then \`deno fmt lib/graph/README.md\`.

A row is a kernel of TF.js, to which calls such as \`tf.conv1d\` or \`tf.batchNorm\` lead, or a function of \`lib/graph\`
itself. **Derivatives**: 1…${HIGHEST_ORDER} were compared with central differences (rules are graphs again, so that higher
orders follow); 0 means that the derivative is 0 wherever it exists; – means that there is nothing to differentiate.
**yes** means that the engine agrees with a plain float64 interpreter of the graph, on random shapes and elements, in
the op's values and in its derivatives of these orders.
The \`interpreter\` runs every row. \`tensorflow\`, \`webgpu\` and \`wasm\` do so in float32, to 1e-4, where they are present.

${table(["kernel", "inputs", "derivatives", ...columns], kernels)}

## Where engines differ

- ONNX Runtime has no float64 kernel for erf, tan, asin, atan, sinh, cosh, asinh, acosh, atanh, softplus, convolution:
  they are written in ops that it has, to a relative 1e-14; so are acos and atan2 in both precisions. Convolution in
  float64 is one matrix product of all shifted images, convolution in three dimensions one in two, whose channels hold
  the neighbouring slices.
- TF.js's erf is accurate to 1.5e-7 only. TF.js computes in float32; float64 on a TF.js backend is refused by name.
- Some kernels of TF.js are missing on wasm or webgpu, compute wrongly there or write outside their memory (truth values,
  whole numbers, five axes or more, running sums): what they compute is made of others. A program that a WebGPU device
  refuses is an error.
- expm1, log1p, softplus and sigmoid keep their relative accuracy in their tails in both precisions.
- Derivatives at a kink: 0 at 0 for relu, 0 at 0 and at 6 for relu6, 0 at 0 for abs, 1 at both bounds of clip, equal
  shares among equal maxima, of which pooling takes one. What is differentiated again through a kink of abs, maximum or
  minimum stays on one side of it, so that functions of |x| that are smooth have their right derivatives. relu passes its slope on as a factor 0 or 1, so that an infinite slope behind
  it (sqrt at 0) gives NaN.
- Functions that \`tf.customGrad\` has made have the gradients that they give, of every order, on every engine. What such
  a function uses beside its arguments counts as constant in it; in forward mode its gradient must be linear in dy.
- An index outside its table is an error when the program runs, the same on every engine, which names it; an index that
  is itself computed from floats is left to TF.js's backends, which may leave it out.
- Images are \`[N, H, W, C]\`; \`dimRoundingMode\` other than "floor" is refused where it would change the result.

## What the papers need

A test fails if a kernel is missing that a paper needs, at its order and in its precisions.

${papers.join("\n")}
`;
}
