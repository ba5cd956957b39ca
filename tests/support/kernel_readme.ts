/** The README of `lib/graph`, from the table of kernels and the needs of the papers. */
import { COLUMNS, HIGHEST_ORDER, type KernelRow } from "./kernel_table.ts";
import { PAPER_NEEDS } from "./paper_needs.ts";
import { holesOf, SPECIAL_VALUE_HOLES } from "./special_value_holes.ts";

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
    holesOf(row.name).join("; ") || "yes",
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
**Special values**: yes means that every engine which is present agrees with the interpreter also on NaN, ±∞, ±0, the ends
of int32, axes without elements, leading axes of length 1 that broadcast, and one tensor in two roles; else which does not.
The \`interpreter\` runs every row. \`tensorflow\`, \`webgpu\` and \`wasm\` do so in float32, to 1e-4, where they are present.

${table(["kernel", "inputs", "derivatives", ...columns, "special values"], kernels)}

## Special values

The same on every engine, but for what is named below.

- NaN is kept, as in NumPy: by max, min, maximum, minimum, clip, relu, relu6, sign, pooling and sums. It is above all numbers
  where places are asked for: argMax and argMin give the first NaN, topk puts NaN first. Zeros of padding and dilation are
  multiplied like other elements, so that NaN and infinite weights over them give NaN.
- A cast from float to int32 drops the fraction; beyond the ends of int32, and of ±∞, it gives the nearer end, and 0 of NaN, as
  in JAX. So does floorDiv of floats, whose result TF.js has as int32: x/0 is an end of int32, 0/0 is 0. A cast to bool
  gives true for NaN.
- int32 goes on at the other end beyond its ends, in sums, products, differences, −x and |x|. A quotient and a
  remainder of int32 by 0 are 0; −2147483648 / −1 is −2147483648.
- pow(1, y) is 1 for every y, NaN too, and pow(−1, ±∞) is 1, as in C. mod(x, ±∞) is x, or ±∞ where the signs differ.
- Over no elements a sum is 0, a product 1, a mean NaN, logSumExp −∞, all true and any false; max, min, argMax and argMin are
  refused when the function is traced.
${
    SPECIAL_VALUE_HOLES.map(({ engine, precision, kernels, what }) =>
      `- ${engine}${precision ? ` ${precision}` : ""}, ${
        kernels === "all" ? "int32" : kernels.join(", ")
      }: ${what}.`
    ).join("\n")
  }

## Where engines differ

- ONNX Runtime has no float64 kernel for erf, tan, asin, atan, sinh, cosh, asinh, acosh, atanh, softplus, convolution:
  they are written in ops that it has, to a relative 1e-14; so are acos and atan2 in both precisions. Convolution in
  float64 is one matrix product of all shifted images, convolution in three dimensions one in two, whose channels hold
  the neighbouring slices.
- gelu keeps its relative accuracy on the left, in its derivatives too: 1e-5 in float32, 1e-13 in float64, until it
  underflows.
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

## In a browser

The rooms \`graph\`, \`train\`, \`nn\`, \`optim\`, \`random\`, \`spectral\`, \`stats\` and \`linalg\` run in a page. Its
module

\`\`\`ts
import * as tf from "@tensorflow/tfjs-core";
import { compile, trace } from "@paper-notebooks/lib/graph";

const program = trace(({ x }) => ({ y: tf.square(x) }), { x: [2] });
const { y } = await (await compile(program)).run({ x: Float32Array.of(1, 3) });
document.title = \`\${y}\`;
\`\`\`

becomes one script by
\`deno bundle --platform browser --config paper-notebooks/lib/browser/bundle.json --output page.js page.ts\`,
with the runtime's \`ort-wasm-simd-threaded.wasm\` (14 MB, in the npm package \`onnxruntime-web\`) beside it. The
engines are \`onnx\` and \`cpu\`; a training takes no \`checkpoint\`, since a page has no disk.

## What the papers need

A test fails if a kernel is missing that a paper needs, at its order and in its precisions.

${papers.join("\n")}
`;
}
