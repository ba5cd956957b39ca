/** The figure of the live cell. */
import { axis, curve, dots, type Figure, figure, OKABE_ITO, REFERENCE } from "../../lib/figure/mod.ts";
import { networkOutputs, sizeRatio, type TrainedNetwork } from "../../lib/condensation/mod.ts";

/** Target, network, and reduced network. */
export async function reducedFit(
  x: Float64Array,
  y: Float64Array,
  original: TrainedNetwork,
  reduced: TrainedNetwork,
): Promise<Figure> {
  const inputs = { shape: [x.length, 1], values: x };
  const share = (100 * sizeRatio(reduced, original)).toFixed(0);
  return figure({
    title: `${original.widths} units, reduced to ${reduced.widths}: ${share} % of the parameters`,
    data: [
      dots({ name: "target", x, y, color: REFERENCE }),
      curve({
        name: `${original.widths} units`,
        x,
        y: await networkOutputs(original, { inputs }),
        color: OKABE_ITO.blue,
        size: 4,
      }),
      curve({
        name: `${reduced.widths} units`,
        x,
        y: await networkOutputs(reduced, { inputs }),
        color: OKABE_ITO.vermillion,
      }),
    ],
    layout: { xaxis: axis("x"), yaxis: axis("output") },
    height: 360,
  });
}
