/** The live cell of paper 05: a network is trained from a small start, then cut, as far as a slider says. */
import type { Tensor } from "@tensorflow/tfjs-core";
import { reduce } from "../../lib/condensation/mod.ts";
import { constant } from "../../lib/graph/mod.ts";
import { meanSquaredError, multilayerPerceptron, normalParameters } from "../../lib/nn/mod.ts";
import { adam } from "../../lib/optim/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { train } from "../../lib/train/mod.ts";
import { reductionSlider } from "./live_figure.ts";

const [GAMMA, WIDTH, STEPS, SEED, activation] = [1.5, 100, 5000, 0, "tanh" as const]; // γ = 0.5: the usual start
const x = Float64Array.from({ length: 61 }, (_, i) => i / 15 - 2), y = x.map((one) => Math.sin(2 * one));
const build = (hidden: readonly number[]) => multilayerPerceptron({ widths: [1, ...hidden, 1], activation });
const { parameters, apply } = build([WIDTH]), optimizer = adam({ learningRate: 3e-3 });
const initial = normalParameters(parameters, WIDTH ** -GAMMA, generator(SEED, "live"));
const loss = (p: Tensor[]) => meanSquaredError(apply(p, constant(x, [61, 1])), constant(y, [61, 1]));
const trained = await train({ parameters, initial, loss, optimizer, steps: STEPS });
const wide = { build, widths: [WIDTH], activation, parameters: trained.parameters };
const cut = (tau: number) => reduce(wide, { inputs: { shape: [61, 1], values: x } }, { tau, normSpread: 9 });
await reductionSlider(x, y, wide, [0.5, 0.9, 0.98, 0.999, 0.9999], cut);
