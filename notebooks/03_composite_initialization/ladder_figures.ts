/** Figures of the ladder of batches: readings over the batch, curves, and what pairs add while the exception is learnt. */
import * as plot from "../../lib/figure/mod.ts";
import { afterStart, ANSWERS, OF_SEQUENCES } from "./answer_figures.ts";
import { type Kind, readingPanels } from "./hero_figure.ts";
import { addedMore, PAIRS } from "./pair_values.ts";
import { groupsOf, type PhaseGroup, type PhaseRun } from "./phase_groups.ts";

const { blue, orange, green, purple, vermillion, skyBlue } = plot.OKABE_ITO;
const READ = [
  ["best", "composed, best step"],
  ["inferential", "composed, last step"],
  ["before", "composed, just before (3, 4) reads 0.5"],
  ["symmetric", "mirrored, last step"],
] as const;

/** Three readings of the composed answer over the batch, and the mirrored one; a dot for each network. */
export function readingsByBatch(runs: readonly PhaseRun[]): plot.Figure {
  const byNetwork = Map.groupBy(runs, ({ settings: { width, gamma } }) => `width ${width}, γ = ${gamma}`);
  const kinds = [...byNetwork].map(([name, runs], i): Kind => ({
    ...{ name, runs, color: [blue, orange, green, purple][i] },
    x: ({ settings: { batch } }) => batch,
  }));
  return plot.panelFigure({
    title: "Task W at the paper's gain, decay and split: answers to (4, 3) over the batch",
    panels: readingPanels(kinds, READ),
    columns: 4,
    sameY: true,
    xaxis: plot.logAxis("sentences in a batch"),
    yaxis: OF_SEQUENCES,
    width: 1000,
    height: 380,
  });
}

const nameOf = ({ settings: { width, batch, gamma } }: PhaseGroup) =>
  `width ${width}, γ = ${gamma}, batch ${batch}`;

const KEYS = Object.keys(ANSWERS) as (keyof typeof ANSWERS)[];

/** All curves of each kind of network, a line for each seed; the grey one is the commonest answer that is neither. */
export function ladderCurves(runs: readonly PhaseRun[]): plot.Figure {
  return plot.panelFigure({
    title: "Batches at equal steps: a line for each seed",
    panels: groupsOf(runs).map((group) => {
      const x = afterStart(group.runs[0].result.curves.steps);
      const lines = ([name, color]: readonly [string, string], of: (run: PhaseRun) => number[]) =>
        plot.curvesBySeed({ name, x, curves: group.runs.map((run) => afterStart(of(run))), color });
      const answers = KEYS.flatMap((key) => lines(ANSWERS[key], ({ result }) => result.curves[key]));
      const other = ({ result }: PhaseRun) => result.commonest!.share;
      const data = [...answers, ...lines(["(4, 3): commonest other answer", plot.REFERENCE], other)];
      return { title: nameOf(group), data, yaxis: OF_SEQUENCES };
    }),
    columns: 3,
    sameY: true,
    gapY: 0.16,
    xaxis: plot.stepAxis(),
    width: 1000,
    height: runs.length > 9 ? 660 : 420,
  });
}

/** What pairs add more than both of their anchors, over the training. */
export function anchorValues(runs: readonly PhaseRun[]): plot.Figure {
  const groups = groupsOf(runs.filter(({ result: { pairs } }) => pairs));
  return plot.panelFigure({
    title: "What pairs add more than their anchors' values: mean and range of the seeds",
    panels: groups.map((group) => ({
      title: nameOf(group),
      data: Object.entries(PAIRS).flatMap(([name, holds], i) =>
        plot.seedBand({
          name,
          x: group.runs[0].result.pairs!.steps,
          curves: group.runs.map(({ result }) => addedMore(result.pairs!, holds)),
          color: [skyBlue, blue, vermillion, green][i],
        })
      ),
    })),
    sameY: true,
    xaxis: plot.stepAxis(),
    yaxis: plot.axis("answer − key − both values", { range: [-12, 12] }),
    width: 1000,
    height: 400,
  });
}
