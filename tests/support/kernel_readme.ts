/** The README of `lib/graph`, from the table of kernels and the needs of the papers. */
import { BROWSER_ROOMS } from "../../lib/cli/browser/bundle_config.ts";
import { COLUMNS, HIGHEST_ORDER, type KernelRow } from "./kernel_table.ts";
import { PAPER_NEEDS } from "./paper_needs.ts";
import { holesOf, SPECIAL_VALUE_HOLES } from "./special_value_holes.ts";

const ROOMS = BROWSER_ROOMS.map((room) => `\`${room}\``);

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

This page is generated from the results of the tests. After a change run
\`UPDATE_KERNEL_README=1 deno task test tests/graph/kernel_readme_test.ts\`, then \`deno fmt lib/graph/README.md\`.

Each row is a TF.js kernel, which calls such as \`tf.conv1d\` or \`tf.batchNorm\` use, or a function of
\`lib/graph\` itself. **Derivatives**: orders 1…${HIGHEST_ORDER} were compared with central differences (rules are graphs
again, so higher orders follow); 0 means that the derivative is 0 wherever it exists; – means that there is
nothing to differentiate. **yes** means that the engine agrees with a plain float64 interpreter of the graph,
on random shapes and elements, in the op's values and in its derivatives of these orders. **Special values**:
yes means that every engine present also agrees with the interpreter on NaN, ±∞, ±0, the ends of int32, axes
without elements, leading axes of length 1 that broadcast, and one tensor in two roles; otherwise the cell
names the engine that does not. The \`interpreter\` runs every row. So do \`tensorflow\`, \`webgpu\` and \`wasm\`, if
present, in float32, to 1e-4.

${table(["kernel", "inputs", "derivatives", ...columns, "special values"], kernels)}

## Special values

All engines give the same results, except where noted below.

- max, min, maximum, minimum, clip, relu, relu6, sign, pooling and sums propagate NaN, as in NumPy. For
  positions, NaN counts as larger than all numbers: argMax and argMin return the first NaN, topk puts NaN
  first. Zeros of padding and dilation are multiplied like other elements, so NaN and infinite weights over
  them give NaN.
- A cast from float to int32 drops the fraction. For values beyond the ends of int32, including ±∞, it gives
  the nearer end, and for NaN 0, as in JAX. The same holds for floorDiv of floats, whose result is int32 in
  TF.js: x/0 is an end of int32, 0/0 is 0. A cast to bool gives true for NaN.
- int32 wraps around on overflow in sums, products, differences, −x and |x|. Quotients and remainders of int32
  by 0 are 0; −2147483648 / −1 is −2147483648.
- pow(1, y) is 1 for every y, including NaN, and pow(−1, ±∞) is 1, as in C. mod(x, ±∞) is x, or ±∞ if the
  signs differ.
- Over no elements a sum is 0, a product 1, a mean NaN, logSumExp −∞, all true and any false; max, min, argMax
  and argMin throw when the function is traced.
${
    SPECIAL_VALUE_HOLES.map(({ engine, precision, kernels, what }) =>
      `- ${engine}${precision ? ` ${precision}` : ""}, ${
        kernels === "all" ? "int32" : kernels.join(", ")
      }: ${what}.`
    ).join("\n")
  }

## Where engines differ

- ONNX Runtime has no float64 kernel for erf, tan, asin, atan, sinh, cosh, asinh, acosh, atanh, softplus, convolution:
  they are composed of ops that it has, to a relative 1e-14; so are acos and atan2 in both
  precisions. Convolution in float64 is one matrix product of all shifted images; convolution in three
  dimensions is a two-dimensional one whose channels hold the neighbouring slices.
- gelu keeps its relative accuracy for negative inputs, also in its derivatives: 1e-5 in float32, 1e-13 in
  float64, until it underflows.
- TF.js's erf is accurate only to 1.5e-7. TF.js computes in float32; float64 on a TF.js backend is an error.
- Some TF.js kernels are missing on wasm or webgpu, give wrong results there or write outside their memory
  (booleans, integers, five axes or more, running sums); they are composed of other kernels. A program that a
  WebGPU device refuses is an error.
- expm1, log1p, softplus and sigmoid keep their relative accuracy in their tails in both precisions.
- Derivatives at a kink: 0 at 0 for relu, 0 at 0 and at 6 for relu6, 0 at 0 for abs, 1 at both bounds of clip, equal shares among equal maxima (pooling takes one of them). Higher derivatives through a kink of abs, maximum
  or minimum stay on one side of it, so smooth functions of |x| have correct derivatives. relu passes its
  slope on as a factor 0 or 1, so an infinite slope behind it (sqrt at 0) gives NaN.
- Functions made with \`tf.customGrad\` use the gradients that they define, of every order, on every engine. Whatever such a
  function uses besides its arguments counts as constant in it; in forward mode its gradient must be linear in
  dy.
- An index outside its table is an error when the program runs; the error is the same on every engine and
  names the index. Indices that are computed from floats are left to TF.js's backends, which may skip them.
- Images are \`[N, H, W, C]\`; \`dimRoundingMode\` other than "floor" is an error if it would change the result.

## In a browser

The modules ${ROOMS.slice(0, -1).join(", ")} and ${ROOMS.at(-1)} run in a web page. A
page's module

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

A test fails if a kernel that a paper needs is missing, at the paper's order and precisions.

${papers.join("\n")}
`;
}
