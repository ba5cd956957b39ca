/** The figure of the live cell. */
import { axis, curve, dots, type Figure, figure, OKABE_ITO, REFERENCE } from "../../lib/figure/mod.ts";
import { sizeRatio, type TrainedNetwork } from "../../lib/condensation/mod.ts";
import { interpret, trace } from "../../lib/graph/mod.ts";
import { unflatten } from "../../lib/nn/mod.ts";

/** Target, network, and reduced network. */
export function reducedFit(
  x: Float64Array,
  y: Float64Array,
  original: TrainedNetwork,
  reduced: TrainedNetwork,
): Figure {
  const outputs = ({ build, widths, parameters }: TrainedNetwork) => {
    const model = build(widths), rows = x.length;
    const program = trace(({ flat, x }) => ({ y: model.apply(unflatten(flat, model.parameters), x) }), {
      flat: [parameters.length],
      x: [rows, 1],
    }, { precision: "float64" });
    return Float64Array.from(interpret(program, { flat: parameters, x }).y);
  };
  const share = (100 * sizeRatio(reduced, original)).toFixed(0);
  return figure({
    title: `${original.widths} units, reduced to ${reduced.widths}: ${share} % of the parameters`,
    data: [
      dots({ name: "target", x, y, color: REFERENCE }),
      curve({ name: `${original.widths} units`, x, y: outputs(original), color: OKABE_ITO.blue, size: 4 }),
      curve({ name: `${reduced.widths} units`, x, y: outputs(reduced), color: OKABE_ITO.vermillion }),
    ],
    layout: { xaxis: axis("x"), yaxis: axis("output") },
    height: 360,
  });
}
