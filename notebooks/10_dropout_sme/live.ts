/** The live cell: dropout's mean loss along its paths, compared with descents on R_S + R₁ and on R_S. */
import { curve, CURVE_COLOURS, figure, lossAxis as axis, stepAxis } from "../../lib/figure/mod.ts";
import { dropoutLoss, empiricalLoss, modifiedLoss, sampleDropoutMask } from "../../lib/gradient_noise/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { mean as meanOf } from "../../lib/stats/mod.ts";
import { PATH_START, pathProblem } from "./path_problem.ts";

const KEEP = 0.8, RATE = 0.1, PATHS = 300, net = pathProblem(), masks = generator(0, "live");
const dropped = (at: Float64Array) => dropoutLoss(net, at, sampleDropoutMask(masks, 4, KEEP));
const modified = (at: Float64Array) => modifiedLoss(net, at, KEEP), x = [...Array(41).keys()];
const data = [dropped, modified, (at: Float64Array) => empiricalLoss(net, at)].map((followed, k) => {
  const paths = Array.from({ length: PATHS }, () => Float64Array.from(PATH_START));
  const step = (at: Float64Array) => followed(at).gradient.forEach((slope, i) => at[i] -= RATE * slope);
  const y = x.map((t) => meanOf(paths.map((at) => (t > 0 && step(at), modified(at).loss))));
  return curve({ name: ["dropout", "R_S + R₁", "R_S"][k], x, y, color: CURVE_COLOURS[k] });
});
figure({ title: "Which loss dropout descends", data, layout: { xaxis: stepAxis(), yaxis: axis("E L_S") } });
