/** Figures of what networks answer: the task, training curves, offsets, controls. */
import { inferentialMap, type KeyTask } from "../../lib/sequences/anchors/mod.ts";
import {
  curve,
  DIVERGING,
  type Figure,
  figure,
  type Layout,
  OKABE_ITO,
  type Panel,
  panels,
  seedBand,
  seedDots,
  type Trace,
} from "../../lib/figure/mod.ts";
import { atEnd, type CompositeCurves, INFERENTIAL_OFFSET, SYMMETRIC_OFFSET } from "./composite_training.ts";
import type { ControlRun } from "./controls.ts";
import type { EndPoint, EndPointResult, EndPointRun } from "./end_points.ts";

/** What each end point is called in figures. */
export const END_POINTS: Record<EndPoint, string> = {
  "W large": "task W, large start",
  "W small": "task W, small start",
  "U large": "task U, large start",
  "U small": "task U, small start",
};

/** One colour for each curve, in all figures. */
const ANSWERS = {
  seen: ["seen pairs", OKABE_ITO.black],
  mirrored: ["(3, 4)", OKABE_ITO.skyBlue],
  inferential: ["(4, 3): −10, composed", OKABE_ITO.blue],
  symmetric: ["(4, 3): −6, mirrored", OKABE_ITO.vermillion],
} as const;

const SHARE: Layout = { title: { text: "share of sequences" }, range: [-0.03, 1.05] };

/** End points that the runs have, in the order of {@linkcode END_POINTS}. */
export function endPointsOf(runs: readonly EndPointResult[]): EndPoint[] {
  return (Object.keys(END_POINTS) as EndPoint[]).filter((name) => runs[0][name] !== undefined);
}

/** The runs of one end point, a seed each. */
export function ofEndPoint(runs: readonly EndPointResult[], name: EndPoint): EndPointRun[] {
  return runs.map((run) => {
    const found = run[name];
    if (!found) {
      throw new RangeError(`end point "${name}": not among the runs, allowed ${Object.keys(run).join(", ")}`);
    }
    return found;
  });
}

/** For newcomers: what each pair of anchors adds to the key. */
export function pairTable(task: KeyTask): Figure {
  const anchors = [1, 2, 3, 4];
  const cell = (first: number, second: number) => {
    const mapping = task.mappings.find(({ anchors: [a, b] }) => a === first && b === second)!;
    const composed = inferentialMap(task, [first, second]).add, given = mapping.outcomes[0].map.add;
    const text = mapping.weight === 0
      ? "never shown"
      : given === composed
      ? `${signed(given)}`
      : `${signed(given)}, wrong`;
    return { given, text };
  };
  const cells = anchors.map((first) => anchors.map((second) => cell(first, second)));
  return figure({
    title: "What pairs of anchors add to the key in task W",
    data: [{
      type: "heatmap",
      x: anchors.map(String),
      y: anchors.map(String),
      z: cells.map((row) => row.map(({ given, text }) => text === "never shown" ? NaN : given)),
      colorscale: DIVERGING,
      zmid: 0,
      colorbar: { title: { text: "added to the key" } },
    }],
    layout: {
      xaxis: { title: { text: "second anchor" }, type: "category" },
      yaxis: { title: { text: "first anchor" }, type: "category", autorange: "reversed" },
      annotations: cells.flatMap((row, i) =>
        row.map(({ text }, j) => ({
          x: j,
          y: i,
          text,
          showarrow: false,
          font: { size: 13, color: text.startsWith("−1") && text.length > 2 ? "#ffffff" : "#000000" },
        }))
      ),
    },
    width: 620,
    height: 420,
  });
}

function signed(value: number): string {
  return value < 0 ? `−${-value}` : `+${value}`;
}

function answerPanel(title: string, runs: readonly CompositeCurves[]): Panel {
  return {
    title,
    data: (Object.keys(ANSWERS) as (keyof typeof ANSWERS)[]).flatMap((name) => [
      ...seedBand({
        x: runs[0].steps.map((step) => step + 1),
        curves: runs.map((run) => run[name]),
        name: ANSWERS[name][0],
        color: ANSWERS[name][1],
      }),
    ]),
    yaxis: SHARE,
  };
}

/** Figure 2: accuracies and loss over the training. */
export function trainingCurves(runs: readonly EndPointResult[]): Figure {
  const names = endPointsOf(runs);
  const losses: Trace[] = names.flatMap((name, i) =>
    ofEndPoint(runs, name).map(({ curves }) =>
      curve({
        name: `loss, ${END_POINTS[name]}`,
        x: curves.steps.map((step) => step + 1),
        y: curves.trainLoss,
        color: [OKABE_ITO.vermillion, OKABE_ITO.blue, OKABE_ITO.orange, OKABE_ITO.green][i],
        size: 1,
      })
    )
  );
  return figure({
    title: "Accuracy over the training: mean and range of the seeds",
    ...panels({
      panels: [
        ...names.map((name) =>
          answerPanel(END_POINTS[name], ofEndPoint(runs, name).map(({ curves }) => curves))
        ),
        {
          title: "training loss, one line a seed",
          data: losses,
          yaxis: { title: { text: "cross-entropy" }, type: "log" },
        },
      ],
      columns: 2,
      gapY: 0.12,
      xaxis: { title: { text: "optimiser step + 1" }, type: "log", dtick: 1 },
    }),
    width: 900,
    height: names.length > 2 ? 820 : 620,
  });
}

/** Figure 3: what the answers to (4, 3) add to the key, all seeds. */
export function offsetHistograms(runs: readonly EndPointResult[]): Figure {
  const names = endPointsOf(runs), range = [-20, 12];
  return figure({
    title: "What answers to (4, 3), never shown, add to the key (blue −10: composed, red −6: mirrored)",
    ...panels({
      panels: names.map((name) => {
        const all = ofEndPoint(runs, name), x = Array.from({ length: 33 }, (_, i) => range[0] + i);
        const shares = all.map(({ answers: { offsets } }) => {
          const total = offsets.reduce((sum, [, count]) => sum + count, 0), of = new Map(offsets);
          return x.map((offset) => (of.get(offset) ?? 0) / total);
        });
        return {
          title: END_POINTS[name],
          data: [{
            type: "bar",
            name: "share, mean of the seeds",
            x,
            y: x.map((_, i) => shares.reduce((sum, share) => sum + share[i], 0) / shares.length),
            marker: {
              color: x.map((offset) =>
                offset === SYMMETRIC_OFFSET
                  ? OKABE_ITO.vermillion
                  : offset === INFERENTIAL_OFFSET
                  ? OKABE_ITO.blue
                  : "#999999"
              ),
            },
            showlegend: false,
          }],
          yaxis: SHARE,
        };
      }),
      columns: names.length,
      sameY: true,
      xaxis: { title: { text: "answer − key" } },
    }),
    width: 900,
    height: 380,
  });
}

/** C3: accuracies over three times the steps. */
export function longerCurves(runs: readonly CompositeCurves[], steps: number): Figure {
  return figure({
    title: "Task W from a large start, three times as long",
    ...panels({
      panels: [
        answerPanel("mean and range of the seeds", runs),
        {
          title: "mirrored answer to (4, 3), one line a seed",
          data: [
            ...runs.map((run) =>
              curve({
                name: "a seed",
                x: run.steps.map((step) => step + 1),
                y: run.symmetric,
                color: OKABE_ITO.vermillion,
                size: 1,
              })
            ),
            curve({
              name: "length of the other runs",
              x: [steps, steps],
              y: [0, 1],
              color: "#777777",
              style: "dot",
            }),
          ],
          yaxis: SHARE,
        },
      ],
      xaxis: { title: { text: "optimiser step + 1" }, type: "log", dtick: 1 },
    }),
    width: 900,
    height: 400,
  });
}

/** C1's control A beside the end points: the composed answer where (3, 4) is taught the truth. */
export function controlAnswers(controls: readonly ControlRun[][]): Figure {
  const gammas = controls[0].map(({ gamma }) => gamma);
  const of = (read: (run: ControlRun) => number) =>
    gammas.map((_, i) => controls.map((runs) => read(runs[i])));
  const rows = [
    ["seen pairs", of(({ curves }) => atEnd(curves.seen)), OKABE_ITO.black],
    ["(4, 3): −10", of(({ answers }) => answers.inferential), OKABE_ITO.blue],
    ["(4, 3): −6", of(({ answers }) => answers.symmetric), OKABE_ITO.vermillion],
  ] as const;
  const dots = seedDots({
    categories: gammas.flatMap((gamma) => rows.map(([name]) => `γ = ${gamma}<br>${name}`)),
    perSeed: gammas.flatMap((_, i) => rows.map(([, values]) => values[i])),
    color: gammas.flatMap(() => rows.map(([, , color]) => color)),
  });
  return figure({
    title: "Control A: (3, 4) is taught its true sum −10; both ways to think of (4, 3) then give −10",
    data: dots.data,
    layout: { xaxis: { ...dots.xaxis, title: { text: "start and quantity" } }, yaxis: SHARE },
    width: 860,
    height: 420,
  });
}
