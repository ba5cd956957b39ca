/** The first experiment in small: the sparse points, the network, its training, and its losses. */
import type { Tensor } from "@tensorflow/tfjs-core";
import { sinePoints } from "../../lib/data/mod.ts";
import { axis, curve, CURVE_COLOURS as hue, figure, stepAxis } from "../../lib/figure/mod.ts";
import { constant } from "../../lib/graph/mod.ts";
import { meanSquaredError, multilayerPerceptron, uniformFanIn } from "../../lib/nn/mod.ts";
import { adam } from "../../lib/optim/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { linspace } from "../../lib/spectral/mod.ts";
import { everySteps, train } from "../../lib/train/mod.ts";

const x = { training: sinePoints({ n: 65, kind: "non-uniform" }), test: linspace(-Math.PI, Math.PI, 500) };
const f = (x: number) => Math.sin(6 * x), column = (x: Float64Array) => constant(x, [x.length, 1]);
const net = multilayerPerceptron({ widths: [1, 200, 200, 200, 100, 1], activation: "sin" });
const error = (p: Tensor[], x: Float64Array) => meanSquaredError(net.apply(p, column(x)), column(x.map(f)));
const errors = (p: Tensor[]) => ({ training: error(p, x.training), test: error(p, x.test) });
const how = { optimizer: adam({ learningRate: 2e-5 }), steps: 3000, observeAt: everySteps(50, 3000) };
const start = { parameters: net.parameters, initial: uniformFanIn(net.parameters, generator(0, "initial")) };
const { curves, steps } = await train({ ...start, ...how, loss: (p) => errors(p).training, observe: errors });
const data = Object.keys(curves).map((name, i) => curve({ name, x: steps, y: curves[name], color: hue[i] }));
figure({ title: "Losses while sin 6x is learnt", data, layout: { xaxis: stepAxis(), yaxis: axis("loss") } });
