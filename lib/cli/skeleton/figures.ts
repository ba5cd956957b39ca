/** Figures of paper 00. */
import {
  axis,
  curve,
  curvesBySeed,
  type Figure,
  figure,
  logStepAxis,
  OKABE_ITO,
  panels,
  REFERENCE,
  stepColours,
} from "../../figure/mod.ts";
import type { Snapshot } from "../../train/mod.ts";
import type { NetworkName, OrderRun } from "./frequency_order.ts";

const TITLES: Readonly<Record<NetworkName, string>> = {
  plain: "as it is",
  periodic: "periodic features (control)",
  scaled: "initial parameters times 4",
};

/** Error of both sines over training, a panel for each network and a line for each seed. */
export function orderFigure(results: readonly OrderRun[]): Figure {
  const lines = (network: NetworkName, sine: "low" | "high", name: string, color: string) =>
    curvesBySeed({
      x: results[0][network].steps,
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
          ...lines(network, "low", "sin x", OKABE_ITO.blue),
          ...lines(network, "high", "sin 5x", OKABE_ITO.vermillion),
        ],
      })),
      sameY: true,
      xaxis: logStepAxis(),
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
