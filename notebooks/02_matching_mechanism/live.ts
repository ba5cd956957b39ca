/** The live cell: the kernel of a trained network, and vectors that it never saw. */
import { runs } from "../../lib/experiments/mod.ts";
import { axis, figure, SEQUENTIAL } from "../../lib/figure/mod.ts";
import { normalizedRows, softmaxRows } from "../../lib/interpret/matching/mod.ts";
import { matrixProduct } from "../../lib/linalg/matrix_product.ts";
import { transposed } from "../../lib/linalg/transposed.ts";
import { generator, normalArray } from "../../lib/random/mod.ts";
import normAndStart from "./norm_and_start.ts";
const stored = await runs(normAndStart, { profile: "full" });
const K = stored.results[0]["post 0.8"].pictures!.kernels[1]; // of layer 3; kernels[0] is that of layer 2
const d = K.length, n = 20; // how many random vectors look for themselves
const X = normalizedRows(normalArray(generator(1), n * d, 0, 1), d);
const logits = matrixProduct(matrixProduct(X, K.flat(), d), transposed(X, d), d);
const shares = softmaxRows(logits.map((logit) => logit / Math.sqrt(d)), n);
const z = Array.from({ length: n }, (_, i) => [...shares.subarray(i * n, i * n + n)]);
const data = [{ type: "heatmap", z, colorscale: SEQUENTIAL, colorbar: { title: { text: "share" } } }];
const layout = { xaxis: axis("vector found"), yaxis: axis("vector held", { autorange: "reversed" }) };
figure({ title: "softmax(X K Xᵀ/√d): vectors find themselves", data, layout, width: 520, height: 440 });
