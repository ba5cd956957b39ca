/** The figure on the notebook's first screen, from stored results. */
import { caseRuns } from "../../lib/experiments/mod.ts";
import * as plot from "../../lib/figure/mod.ts";
import { OF_SEQUENCES } from "./answer_figures.ts";
import { groupsOf, meanReading, type PhaseRun, type Reading, READINGS } from "./phase_groups.ts";
import phaseSearch from "./phase_search.ts";

const ANSWERS = [
  ["inferential", "composed answer, last step"],
  ["best", "composed answer, best step"],
  ["symmetric", "mirrored answer, last step"],
] as const;
const KINDS: readonly [width: number, depth: number, color: string][] = [
  [64, 2, plot.OKABE_ITO.blue],
  [64, 3, plot.OKABE_ITO.green],
  [128, 2, plot.OKABE_ITO.orange],
];
/** Rates of the paper's two phases, its width, and the approximate fractions of composed and mirrored answers there. */
const PAPER = { width: 400, gammas: [0.8, 0.5], inferential: [1, 0], best: [1, 0], symmetric: [0, 1] };

/** What scales the outputs of a matrix at the start: standard deviation d^−γ times √d. */
const gain = (width: number, gamma: number) => width ** (0.5 - gamma);

/** Networks of one colour, and where they stand on the axis. */
export interface Kind {
  name: string;
  color: string;
  runs: readonly PhaseRun[];
  x(of: Pick<PhaseRun, "settings">): number;
}

/** A panel for each reading: a dot for each network, a line through the means of the seeds. */
export function readingPanels(
  kinds: readonly Kind[],
  readings: readonly (readonly [reading: Reading, title: string])[],
): { title: string; data: plot.Trace[] }[] {
  const attributes = { showlegend: false };
  return readings.map(([reading, title]) => ({
    title,
    data: kinds.flatMap(({ name, color, runs, x }) => {
      const groups = groupsOf(runs).sort((a, b) => x(a) - x(b)), y = runs.map(READINGS[reading]);
      return [
        plot.dots({ name, color, x: runs.map(x), y, attributes }),
        plot.curve({ name, color, x: groups.map(x), y: groups.map((one) => meanReading(one, reading)) }),
      ];
    }),
  }));
}

/** Task W: both answers to (4, 3) over the size of the start. */
export async function heroFigure(): Promise<plot.Figure> {
  const { stored } = await caseRuns(phaseSearch, () => {});
  const kinds = KINDS.map(([width, depth, color]): Kind => ({
    name: `here, width ${width}, depth ${depth}`,
    color,
    runs: stored.filter(({ settings: { variant, ...of } }) =>
      variant === "W" && of.width === width && of.layers === depth
    ),
    x: ({ settings: { gamma } }) => gain(width, gamma),
  }));
  return plot.panelFigure({
    title: "Answers to the pair that was never shown, over the size of the random weights (task W)",
    panels: readingPanels(kinds, ANSWERS).map(({ title, data }, i) => ({
      title,
      data: [
        ...data,
        plot.dots({
          name: "the paper, width 400 (about)",
          color: plot.REFERENCE,
          x: PAPER.gammas.map((gamma) => gain(PAPER.width, gamma)),
          y: PAPER[ANSWERS[i][0]],
          size: 13,
          style: "diamond-open",
        }),
      ],
    })),
    sameY: true,
    xaxis: plot.logAxis("gain at the start, standard deviation · √width"),
    yaxis: OF_SEQUENCES,
    width: 1000,
    height: 400,
  });
}
