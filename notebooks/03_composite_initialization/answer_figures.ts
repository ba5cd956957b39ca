/** Figures of what networks answer: the task, training curves, offsets, controls, phases in short. */
import * as plot from "../../lib/figure/mod.ts";
import { shareBars } from "../../lib/figure/share_bars.ts";
import { compositeTask, inferentialMap } from "../../lib/sequences/anchors/mod.ts";
import { atEnd, type CompositeCurves, INFERENTIAL_OFFSET, SYMMETRIC_OFFSET } from "./composite_training.ts";
import type { ControlRun } from "./controls.ts";
import type { EndPoint, EndPointResult } from "./end_points.ts";
import { END_POINTS, endPointsOf, ofEndPoint } from "./readings.ts";

/** Name and colour of each curve, in all figures. */
export const ANSWERS = {
  seen: ["seen pairs", plot.OKABE_ITO.black],
  mirrored: ["(3, 4)", plot.OKABE_ITO.skyBlue],
  inferential: ["(4, 3): −10, composed", plot.OKABE_ITO.blue],
  symmetric: ["(4, 3): −6, mirrored", plot.OKABE_ITO.vermillion],
} as const;

/** Colour of each end point, in all figures. */
export const END_COLOURS: Record<EndPoint, string> = {
  "W large": plot.OKABE_ITO.vermillion,
  "U large": plot.OKABE_ITO.orange,
  "U small": plot.OKABE_ITO.blue,
  "W small": plot.OKABE_ITO.green,
};

/** The axis of answers. */
export const OF_SEQUENCES = plot.share("share of sequences");

/** For newcomers: what each pair of anchors adds to the key in task W. */
export function pairTable(): plot.Figure {
  const task = compositeTask("W"), anchors = [1, 2, 3, 4];
  const cells = task.mappings.map(({ anchors: [first, second], weight, outcomes: [{ map: { add } }] }) => {
    const isTrue = add === inferentialMap(task, [first, second]).add;
    const text = `${add < 0 ? "−" : "+"}${Math.abs(add)}${isTrue ? "" : ", wrong"}`;
    return { first, second, add: weight === 0 ? NaN : add, text: weight === 0 ? "never shown" : text };
  });
  const map = plot.categoryMap({
    columns: anchors.map(String),
    rows: anchors.map(String),
    values: anchors.map((row) => cells.filter(({ first }) => first === row).map(({ add }) => add)),
    title: "added to the key",
    colorscale: plot.DIVERGING,
    range: [-16, 16],
  });
  return plot.figure({
    title: "What pairs of anchors add to the key in task W",
    data: map.data,
    layout: {
      xaxis: { ...map.xaxis, ...plot.axis("second anchor") },
      yaxis: { ...map.yaxis, ...plot.axis("first anchor") },
      annotations: cells.map(({ first, second, add, text }) => ({
        x: second - 1,
        y: first - 1,
        text,
        showarrow: false,
        font: { size: 13, color: Math.abs(add) > 12 ? "#ffffff" : "#000000" },
      })),
    },
    width: 620,
    height: 420,
  });
}

/** The training from its first step: a logarithmic axis cannot show the start. */
export function afterStart<Value>(values: readonly Value[]): Value[] {
  return values.slice(1);
}

function answerPanel(title: string, runs: readonly CompositeCurves[]): plot.Panel {
  return {
    title,
    data: (Object.keys(ANSWERS) as (keyof typeof ANSWERS)[]).flatMap((key) => {
      const [name, color] = ANSWERS[key], curves = runs.map((run) => afterStart(run[key]));
      return plot.seedBand({ x: afterStart(runs[0].steps), curves, name, color });
    }),
    yaxis: OF_SEQUENCES,
  };
}

/** Figure 2: accuracies and loss over the training. */
export function trainingCurves(runs: readonly EndPointResult[]): plot.Figure {
  const ends = endPointsOf(runs).map((name) => ({
    name,
    curves: ofEndPoint(runs, name).map(({ curves }) => curves),
  }));
  return plot.panelFigure({
    title: "Accuracy over the training: mean and range of the seeds",
    panels: [
      ...ends.map(({ name, curves }) => answerPanel(END_POINTS[name], curves)),
      {
        title: "training loss, one line a seed",
        data: ends.flatMap(({ name, curves }) =>
          plot.curvesBySeed({
            name: `loss, ${END_POINTS[name]}`,
            x: afterStart(curves[0].steps),
            curves: curves.map(({ trainLoss }) => afterStart(trainLoss)),
            color: END_COLOURS[name],
          })
        ),
        yaxis: plot.lossAxis("cross-entropy"),
      },
    ],
    columns: 2,
    gapY: 0.14,
    xaxis: plot.logStepAxis(),
    width: 900,
    height: ends.length > 2 ? 780 : 620,
  });
}

/** Figure 3: what the answers to (4, 3) add to the key, for all seeds. */
export function offsetHistograms(runs: readonly EndPointResult[]): plot.Figure {
  const names = endPointsOf(runs);
  return plot.panelFigure({
    title: "What answers to (4, 3), never shown, add to the key (blue −10: composed, red −6: mirrored)",
    panels: names.map((name) => ({
      title: END_POINTS[name],
      data: [offsetBars(ofEndPoint(runs, name).map(({ answers: { offsets } }) => new Map(offsets)))],
    })),
    columns: names.length,
    sameY: true,
    xaxis: plot.axis("answer − key"),
    yaxis: OF_SEQUENCES,
    width: 900,
    height: 360,
  });
}

/** Mean fraction of each offset between −20 and 12. */
export function offsetBars(counts: readonly ReadonlyMap<number, number>[]): plot.Trace {
  return shareBars({
    name: "share, mean of the seeds",
    counts,
    values: Array.from({ length: 33 }, (_, i) => i - 20),
    colours: {
      [SYMMETRIC_OFFSET]: ANSWERS.symmetric[1],
      [INFERENTIAL_OFFSET]: ANSWERS.inferential[1],
    },
  });
}

/** C3: accuracies over three times the steps; a dotted line where the other runs end. */
export function longerCurves(runs: readonly CompositeCurves[], steps: number): plot.Figure {
  const { data, layout } = plot.panels({
    panels: [
      answerPanel("mean and range of the seeds", runs),
      {
        title: "mirrored answer to (4, 3), one line a seed",
        data: plot.curvesBySeed({
          name: "mirrored, a seed",
          x: afterStart(runs[0].steps),
          curves: runs.map(({ symmetric }) => afterStart(symmetric)),
          color: ANSWERS.symmetric[1],
        }),
        yaxis: OF_SEQUENCES,
      },
    ],
    xaxis: plot.logStepAxis(),
  });
  return plot.figure({
    title: "Task W from a large start, three times as long (dotted: length of the other runs)",
    data,
    layout: { ...layout, shapes: [plot.verticalLine(steps), plot.verticalLine(steps, 2)] },
    width: 900,
    height: 400,
  });
}

/** C1's control A: the answers if (3, 4) is trained with its true composition. */
export function controlAnswers(controls: readonly ControlRun[][]): plot.Figure {
  const rows: [name: string, color: string, read: (run: ControlRun) => number][] = [
    [...ANSWERS.seen, ({ curves }) => atEnd(curves.seen)],
    ["(4, 3): −10", ANSWERS.inferential[1], ({ answers }) => answers.inferential],
    ["(4, 3): −6", ANSWERS.symmetric[1], ({ answers }) => answers.symmetric],
  ];
  const columns = controls[0].flatMap(({ gamma }, i) =>
    rows.map(([name, color, read]) => ({
      name: `γ = ${gamma}<br>${name}`,
      color,
      values: controls.map((networks) => read(networks[i])),
    }))
  );
  const found = plot.seedDots({
    categories: columns.map(({ name }) => name),
    perSeed: columns.map(({ values }) => values),
    color: columns.map(({ color }) => color),
  });
  return plot.figure({
    title: "Control A: (3, 4) is taught its true sum −10; both ways to think of (4, 3) then give −10",
    data: found.data,
    layout: { xaxis: { ...found.xaxis, ...plot.axis("start and quantity") }, yaxis: OF_SEQUENCES },
    width: 860,
    height: 420,
  });
}
