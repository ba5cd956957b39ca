/** Figures of what goes beyond the paper. */
import { axis, dots, type Figure, logAxis, lossAxis, OKABE_ITO, seedBand } from "../../lib/figure/mod.ts";
import { board, ERROR, someReadings, STEP_PLUS_ONE } from "./figures_shared.ts";
import type { ScalePoint } from "./initial_scale.ts";
import { atScale, delayShare, rise } from "./measures.ts";
import type { SweepPoint } from "./sampling_sweep.ts";
import type { SineRun } from "./sine_training.ts";
import type { KernelRun } from "./tangent_kernel.ts";

const { black, blue, green, orange, vermillion } = OKABE_ITO;

/** Rise and delay against A_low: the sweep, and the paper's sets with three activations. */
export function mismatchClouds(
  results: readonly SweepPoint[][],
  paper: Readonly<Record<"sine" | "tanh" | "relu", readonly SineRun[]>>,
): Figure {
  const swept = (rest: SweepPoint["rest"]) => results.flat().filter((point) => point.rest === rest);
  const read = (runs: readonly SineRun[]) =>
    runs.map((run) => ({ mismatch: run.mismatch, rise: rise(run).ratio, delayShare: delayShare(run) }));
  const clouds = [
    { name: "sweep, even rest", color: blue, points: swept("even") },
    { name: "sweep, random rest", color: vermillion, points: swept("random") },
    { name: "G1–G3, sine", color: black, points: read(paper.sine) },
    { name: "G5, tanh", color: green, points: read(paper.tanh) },
    { name: "G4, ReLU", color: orange, points: read(paper.relu) },
  ];
  const cloud = (of: (point: Pick<SweepPoint, "rise" | "delayShare">) => number) =>
    clouds.map(({ name, color, points }) =>
      dots({ name, x: points.map((point) => point.mismatch), y: points.map(of), color, size: 6 })
    );
  return board("Mismatch against rise and delay, one dot a run", 440, {
    panels: [
      { title: "rise", data: cloud((point) => point.rise), yaxis: axis("R, rise of test loss") },
      {
        title: "delay",
        data: cloud((point) => point.delayShare === null ? NaN : 1 + point.delayShare),
        yaxis: logAxis("steps to test / to training"),
      },
    ],
    xaxis: axis("A_low of the training set"),
  });
}

/** Relative errors of a low and a high component at each initial scale. */
export function scaleErrors(results: readonly ScalePoint[][], scales: readonly number[]): Figure {
  return board("Relative error of sin x and sin 6x on even points, by initial scale α", 360, {
    panels: scales.map((scale) => {
      const points = results.map((run) => atScale(run, scale)), { steps } = points[0];
      const kept = someReadings(steps, { log: true }), x = kept.map((i) => steps[i] + 1);
      const band = (of: "lowError" | "highError", name: string, color: string) =>
        seedBand({
          x,
          curves: points.map((point) => kept.map((i) => point[of][i])),
          name,
          color,
          spread: "geometric",
        });
      return {
        title: `α = ${scale}`,
        data: [...band("lowError", "sin x", blue), ...band("highError", "sin 6x", vermillion)],
      };
    }),
    sameY: true,
    xaxis: STEP_PLUS_ONE,
    yaxis: lossAxis("relative error"),
  });
}

/** Test loss of networks and of kernel regression, and how far the kernel moves. */
export function kernelFigure(results: readonly KernelRun[]): Figure {
  const sets = ["sparse", "uniform"] as const;
  return board(
    "Test loss of the network and of kernel regression; distance of the kernel from its start",
    400,
    {
      panels: [
        ...sets.map((set) => {
          const all = results.map((run) => run[set]),
            { steps } = all[0],
            kept = someReadings(steps, { log: true });
          const x = kept.map((i) => steps[i] + 1);
          const test = (of: "network" | "kernel") => all.map((run) => kept.map((i) => run[of].test[i]));
          return {
            title: `test loss, ${set}`,
            data: [
              ...seedBand({ x, curves: test("network"), name: "network", color: vermillion }),
              ...seedBand({
                x,
                curves: test("kernel"),
                name: "kernel regression",
                color: black,
                dash: "dash",
              }),
            ],
            yaxis: axis(ERROR, { rangemode: "tozero" }),
          };
        }),
        {
          title: "distance of the kernel",
          data: sets.flatMap((name, i) => {
            const x = results[0][name].distance.steps.map((step) => step + 1);
            return seedBand({
              x,
              curves: results.map((run) => run[name].distance.values),
              name,
              color: [blue, green][i],
            });
          }),
          yaxis: axis("‖K_t − K_0‖ / ‖K_0‖", { rangemode: "tozero" }),
        },
      ],
      xaxis: STEP_PLUS_ONE,
    },
  );
}
