/** The live cell of paper 05: a network is trained from a small start, then cut. */
import type { Tensor } from "@tensorflow/tfjs-core";
import { reduce } from "../../lib/condensation/mod.ts";
import { constant } from "../../lib/graph/mod.ts";
import { meanSquaredError, multilayerPerceptron, normalParameters } from "../../lib/nn/mod.ts";
import { adam } from "../../lib/optim/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { train } from "../../lib/train/mod.ts";
import { reducedFit } from "./live_figure.ts";

const [GAMMA, TAU, WIDTH, STEPS, activation] = [1.5, 0.98, 100, 5000, "tanh" as const]; // γ = 0.5 is usual
const x = Float64Array.from({ length: 61 }, (_, i) => i / 15 - 2), y = x.map((one) => Math.sin(2 * one));
const build = (hidden: readonly number[]) => multilayerPerceptron({ widths: [1, ...hidden, 1], activation });
const { parameters, apply } = build([WIDTH]), optimizer = adam({ learningRate: 3e-3 });
const initial = normalParameters(parameters, WIDTH ** -GAMMA, generator(0, "live"));
const loss = (p: Tensor[]) => meanSquaredError(apply(p, constant(x, [61, 1])), constant(y, [61, 1]));
const trained = await train({ parameters, initial, loss, optimizer, steps: STEPS });
const original = { build, widths: [WIDTH], activation, parameters: trained.parameters };
const cut = await reduce(original, { inputs: { shape: [61, 1], values: x } }, { tau: TAU, normSpread: 9 });
await reducedFit(x, y, original, cut.network);
