/** Figures of the experiments beyond the paper. */
import {
  axis,
  bands,
  curve,
  dots,
  type Figure,
  figure,
  logAxis,
  lossAxis,
  OKABE_ITO,
  REFERENCE,
} from "../../lib/figure/mod.ts";
import { board, ERROR, LATENESS, STEP_PLUS_ONE } from "./figures_shared.ts";
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
    { name: "sweep, other points evenly spaced", color: blue, points: swept("even") },
    { name: "sweep, other points random", color: vermillion, points: swept("random") },
    { name: "G1–G3, sine", color: black, points: read(paper.sine) },
    { name: "G5, tanh", color: green, points: read(paper.tanh) },
    { name: "G4, ReLU", color: orange, points: read(paper.relu) },
  ];
  const cloud = (of: (point: Pick<SweepPoint, "rise" | "delayShare">) => number) =>
    clouds.map(({ name, color, points }) =>
      dots({ name, x: points.map((point) => point.mismatch), y: points.map(of), color, size: 6 })
    );
  const late = cloud((point) => point.delayShare === null ? NaN : 1 + point.delayShare);
  return board(
    "Rise and delay against the mismatch, one dot per run",
    [
      { title: "rise", data: cloud((point) => point.rise), yaxis: axis("R, rise of test loss") },
      { title: "delay", data: late, yaxis: logAxis(LATENESS) },
    ],
    [axis("A_low of the training set")],
    { height: 440 },
  );
}

/** R that the initial tangent kernel foresees against R of the trained networks, one dot per training set and seed. */
export function foreseenRises(foreseen: readonly number[][], results: readonly SweepPoint[][]): Figure {
  const rests = [["even", "other points evenly spaced", blue], [
    "random",
    "other points random",
    vermillion,
  ]] as const;
  const data = rests.map(([rest, name, color]) => {
    const pairs = results.flatMap((points, seed) =>
      points.flatMap((point, i) => point.rest === rest ? [[foreseen[seed][i], point.rise]] : [])
    );
    return dots({ name, x: pairs.map(([x]) => x), y: pairs.map(([, y]) => y), color, size: 7 });
  });
  const ends = [1, 1.7], equal = curve({ name: "equal", x: ends, y: ends, color: REFERENCE, size: 1 });
  return figure({
    title: "The rise of the test loss, foreseen before training and observed",
    data: [equal, ...data],
    layout: { xaxis: axis("R, foreseen"), yaxis: axis("R, observed") },
    width: 620,
    height: 420,
  });
}

/** Relative errors of a low and a high component at each initial scale. */
export function scaleErrors(results: readonly ScalePoint[][], scales: readonly number[]): Figure {
  const all = scales.map((scale) => {
    const data = bands(results.map((run) => atScale(run, scale)), (point) => point.steps, [
      ["sin x", blue, (point) => point.lowError],
      ["sin 6x", vermillion, (point) => point.highError],
    ], { log: true, spread: "geometric" });
    return { title: `α = ${scale}`, data };
  });
  const title = "Relative error of sin x and sin 6x on evenly spaced points, by initial scale α";
  return board(title, all, [STEP_PLUS_ONE, lossAxis("relative error")]);
}

/** Test loss of networks and of kernel regression, and how far the kernel moves. */
export function kernelFigure(results: readonly KernelRun[]): Figure {
  const losses = (["sparse", "uniform"] as const).map((set) => ({
    title: `test loss, ${set}`,
    data: bands(results.map((run) => run[set]), (run) => run.steps, [
      ["network", vermillion, (run) => run.network.test],
      ["kernel regression", black, (run) => run.kernel.test, "dash"],
    ], { log: true }),
    yaxis: axis(ERROR, { rangemode: "tozero" }),
  }));
  const distance = {
    title: "distance of the kernel",
    data: bands(results, (run) => run.sparse.distance.steps, [
      ["sparse", blue, (run) => run.sparse.distance.values],
      ["uniform", green, (run) => run.uniform.distance.values],
    ], { log: true }),
    yaxis: axis("‖K_t − K_0‖ / ‖K_0‖", { rangemode: "tozero" }),
  };
  const title = "Test loss of the network and of kernel regression; distance of the kernel from its start";
  return board(title, [...losses, distance], [STEP_PLUS_ONE]);
}
