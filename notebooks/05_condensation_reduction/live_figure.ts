/** The figure of the live cell. */
import { axis, curve, dots, type Figure, OKABE_ITO, REFERENCE, sliderFigure } from "../../lib/figure/mod.ts";
import { networkOutputs, sizeRatio, type TrainedNetwork } from "../../lib/condensation/mod.ts";

/**
 * Target, network, and the network cut at each threshold τ, chosen by a slider.
 *
 * @param cut makes the cut network of a threshold
 */
export async function reductionSlider(
  x: Float64Array,
  y: Float64Array,
  original: TrainedNetwork,
  thresholds: readonly number[],
  cut: (tau: number) => Promise<{ readonly network: TrainedNetwork }>,
): Promise<Figure> {
  const outputsOf = (network: TrainedNetwork) =>
    networkOutputs(network, { inputs: { shape: [x.length, 1], values: x } });
  const frames = await Promise.all(thresholds.map(async (tau) => {
    const { network } = await cut(tau), share = (100 * sizeRatio(network, original)).toFixed(0);
    return {
      label: String(tau),
      note: `${network.widths} units<br>${share} % of the parameters`,
      data: [curve({ name: "cut network", x, y: await outputsOf(network), color: OKABE_ITO.vermillion })],
    };
  }));
  return sliderFigure({
    title: `A network of ${original.widths} units, cut at threshold τ`,
    sliderName: "τ =",
    frames,
    shared: [
      dots({ name: "target", x, y, color: REFERENCE }),
      curve({ name: "network", x, y: await outputsOf(original), color: OKABE_ITO.blue, size: 4 }),
    ],
    layout: { xaxis: axis("x"), yaxis: axis("output") },
    shown: [0, thresholds.length - 1],
    height: 400,
  });
}
