/** Trainings of matrix products, one rank after the other. */
import {
  axis,
  curve,
  CURVE_COLOURS,
  type Figure,
  logAxis,
  logStepAxis,
  lossAxis,
  OKABE_ITO,
  panelFigure,
} from "../../lib/figure/mod.ts";
import type { StairReading } from "../../lib/identifiability/mod.ts";

/** Loss, effective rank and singular values of AB during training; the singular values are those of the last matrix. */
export function staircases(
  shown: readonly { name: string; readings: readonly StairReading[] }[],
): Figure {
  const last = shown[shown.length - 1];
  const line = (
    name: string,
    color: string,
    readings: readonly StairReading[],
    of: (one: StairReading) => number,
  ) => {
    const after = readings.filter(({ step }) => step > 0);
    return curve({ name, x: after.map(({ step }) => step), y: after.map(of), color });
  };
  const each = (of: (one: StairReading) => number) =>
    shown.map(({ name, readings }, i) => line(name, CURVE_COLOURS[i], readings, of));
  const greys = [OKABE_ITO.black, "#555555", "#888888", "#BBBBBB"];
  return panelFigure({
    title: "One rank after the other: AB during training (all 16 entries, small start)",
    panels: [
      { title: "training error", data: each(({ loss }) => loss), yaxis: lossAxis("training error") },
      {
        title: "effective rank of AB",
        data: each(({ effectiveRank }) => effectiveRank),
        yaxis: axis("effective rank", { range: [0.8, 2.7] }),
      },
      {
        title: `singular values, ${last.name}`,
        data: greys.map((color, k) =>
          line(`σ${"₁₂₃₄"[k]}`, color, last.readings, ({ singularValues }) => singularValues[k])
        ),
        yaxis: logAxis("singular value of AB"),
      },
    ],
    xaxis: logStepAxis(),
    width: 1000,
    height: 420,
  });
}
