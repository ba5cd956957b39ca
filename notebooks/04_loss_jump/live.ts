/** The live cell of the notebook: a network is fitted to sine waves, then trained on by the equation that they solve. */
import type { Tensor } from "@tensorflow/tfjs-core";
import { multilayerPerceptron, xavierUniform } from "../../lib/nn/mod.ts";
import { adam } from "../../lib/optim/mod.ts";
import * as pde from "../../lib/pde/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { everySteps, train } from "../../lib/train/mod.ts";
import { lossCurve } from "./opening_figures.ts";

const points = pde.evenCollocation(pde.poisson({ frequencies: [1, 5] }), 100);
const net = multilayerPerceptron({ widths: [1, 64, 64, 1], activation: "tanh" }), { parameters } = net;
const [byData, byEquation] = [pde.dataLoss(points), pde.modelLoss(points)]; // |u − exact|², |u″ − f|² + ends
const minimise = (by: pde.TracedLoss, initial: Float64Array, steps: number, learningRate: number) => {
  const [loss, error] = [by, byData].map((of) => (theta: Tensor[]) => of(pde.boundFunction(net, theta)));
  const observe = (theta: Tensor[]) => ({ error: error(theta) }), observeAt = everySteps(10, steps);
  return train({ parameters, initial, loss, optimizer: adam({ learningRate }), steps, observe, observeAt });
};
const fitted = await minimise(byData, xavierUniform(parameters, generator(0, "live")), 4000, 1e-3);
lossCurve(fitted, await minimise(byEquation, fitted.parameters, 400, 1e-4));
