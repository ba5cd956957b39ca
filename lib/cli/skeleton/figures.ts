/** Figures of paper 00. */
import {
  axis,
  curve,
  type Figure,
  figure,
  logAxis,
  OKABE_ITO,
  panels,
  REFERENCE,
  seedBand,
  stepColours,
} from "../../figure/mod.ts";
import type { Snapshot } from "../../train/mod.ts";
import type { NetworkName, OrderRun } from "./frequency_order.ts";

const TITLES: Readonly<Record<NetworkName, string>> = {
  plain: "as it is",
  periodic: "periodic features (control)",
  scaled: "initial parameters times 4",
};

/** Error of both sines during training, one panel per network: mean of the seeds and band from lowest to highest. */
export function orderFigure(results: readonly OrderRun[]): Figure {
  const band = (network: NetworkName, sine: "low" | "high", name: string, color: string) =>
    seedBand({
      // Step 0 has no position on a logarithmic axis.
      x: results[0][network].steps.map((step) => step + 1),
      curves: results.map((run) => run[network][sine]),
      name,
      color,
    });
  return figure({
    title: "The low frequency is learnt first, not so with periodic features",
    ...panels({
      panels: (Object.keys(TITLES) as NetworkName[]).map((network) => ({
        title: TITLES[network],
        data: [
          ...band(network, "low", "sin x", OKABE_ITO.blue),
          ...band(network, "high", "sin 5x", OKABE_ITO.vermillion),
        ],
      })),
      sameY: true,
      xaxis: logAxis("training step + 1"),
      yaxis: axis("error in the sine's amplitude"),
    }),
    width: 900,
    height: 360,
  });
}

/** Target and output of one network, at a few steps. */
export function outputFigure(
  { x, target, snapshots }: { x: Float64Array; target: Float64Array; snapshots: readonly Snapshot[] },
): Figure {
  const colours = stepColours(snapshots.length);
  return figure({
    title: "Output of one network on its way to the target",
    data: [
      curve({ name: "target", x, y: target, color: REFERENCE, style: "dot" }),
      ...snapshots.map(({ step, values }, i) =>
        curve({ name: `step ${step}`, x, y: values.output, color: colours[i] })
      ),
    ],
    layout: { xaxis: axis("x"), yaxis: axis("output") },
  });
}
