/** The figure on the notebook's first screen, from stored results. */
import { caseRuns } from "../../lib/experiments/mod.ts";
import {
  curve,
  dots,
  type Figure,
  logAxis,
  OKABE_ITO,
  panelFigure,
  REFERENCE,
} from "../../lib/figure/mod.ts";
import { OF_SEQUENCES } from "./answer_figures.ts";
import { groupsOf, meanReading, READINGS } from "./phase_groups.ts";
import phaseSearch from "./phase_search.ts";

const ANSWERS = [
  ["inferential", "composed answer, last step"],
  ["best", "composed answer, best step"],
  ["symmetric", "mirrored answer, last step"],
] as const;
const KINDS: readonly [width: number, depth: number, color: string][] = [
  [64, 2, OKABE_ITO.blue],
  [64, 3, OKABE_ITO.green],
  [128, 2, OKABE_ITO.orange],
];
/** Rates of the paper's two phases, its width, and the approximate fractions of composed and mirrored answers there. */
const PAPER = { width: 400, gammas: [0.8, 0.5], inferential: [1, 0], best: [1, 0], symmetric: [0, 1] };

/** What scales the outputs of a matrix at the start: standard deviation d^−γ times √d. */
const gain = (width: number, gamma: number) => width ** (0.5 - gamma);

/** Task W: both answers to (4, 3) over the size of the start, a dot for each network, a line through the means. */
export async function heroFigure(): Promise<Figure> {
  const { stored } = await caseRuns(phaseSearch, () => {});
  const kinds = KINDS.map(([width, depth, color]) => ({
    name: `here, width ${width}, depth ${depth}`,
    color,
    groups: groupsOf(
      stored.filter(({ settings: { variant, ...of } }) =>
        variant === "W" && of.width === width && of.layers === depth
      ),
    ).sort((a, b) => a.settings.gamma - b.settings.gamma),
    x: ({ settings: { gamma } }: { settings: { gamma: number } }) => gain(width, gamma),
  }));
  return panelFigure({
    title: "Answers to the pair that was never shown, over the size of the random weights (task W)",
    panels: ANSWERS.map(([reading, title]) => ({
      title,
      data: [
        ...kinds.flatMap(({ name, color, groups, x }) => {
          const runs = groups.flatMap((group) => group.runs), attributes = { showlegend: false };
          return [
            dots({ name, color, x: runs.map(x), y: runs.map(READINGS[reading]), attributes }),
            curve({ name, color, x: groups.map(x), y: groups.map((group) => meanReading(group, reading)) }),
          ];
        }),
        dots({
          name: "the paper, width 400 (about)",
          color: REFERENCE,
          x: PAPER.gammas.map((gamma) => gain(PAPER.width, gamma)),
          y: PAPER[reading],
          size: 13,
          style: "diamond-open",
        }),
      ],
    })),
    sameY: true,
    xaxis: logAxis("gain at the start, standard deviation · √width"),
    yaxis: OF_SEQUENCES,
    width: 1000,
    height: 400,
  });
}
