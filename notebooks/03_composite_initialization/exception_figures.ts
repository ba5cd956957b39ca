/** How locally the exception (3, 4) is stored: answers to (4, 3) before and after it, and what the others mean. */
import * as plot from "../../lib/figure/mod.ts";
import { count, numberTable, range } from "../../lib/notebook/mod.ts";
import { SINGLE_OFFSETS } from "../../lib/sequences/anchors/mod.ts";
import { largest, mean } from "../../lib/stats/mod.ts";
import { ANSWERS, OF_SEQUENCES, offsetBars } from "./answer_figures.ts";
import { aroundException } from "./around_exception.ts";
import { HELD_OUT, INFERENTIAL_OFFSET, SYMMETRIC_OFFSET } from "./composite_training.ts";
import { type PhaseRun, READINGS } from "./phase_groups.ts";

const PLACES = ["just before", "just after", "end"];
const BOTH = ["inferential", "symmetric"] as const;

/** Networks of task W by width and depth. */
function kinds(runs: readonly PhaseRun[]): [name: string, runs: PhaseRun[]][] {
  const taught = runs.filter(({ settings: { variant } }) => variant === "W");
  return [...Map.groupBy(taught, ({ settings: { width, layers } }) => `width ${width}, depth ${layers}`)];
}

/** Both answers to (4, 3) just before and after (3, 4) is learnt, and at the end: a line for each network that learns it. */
export function aroundTheException(runs: readonly PhaseRun[]): plot.Figure {
  const x = PLACES.map((_, i) => i);
  return plot.panelFigure({
    title:
      "Answers to (4, 3) just before and after the exception (3, 4) is learnt: a line for each network that learns it",
    panels: BOTH.flatMap((answer) =>
      kinds(runs).map(([name, of]) => ({
        title: name,
        data: plot.curvesBySeed({
          name: ANSWERS[answer][0],
          x,
          curves: of.map((run) => {
            const { before, after } = aroundException(run.result.curves);
            return [before[answer], after?.[answer] ?? NaN, READINGS[answer](run)];
          }),
          color: ANSWERS[answer][1],
        }),
      }))
    ),
    columns: 3,
    sameY: true,
    gapY: 0.16,
    xaxis: plot.axis("reading", { tickvals: x, ticktext: PLACES, range: [-0.2, 2.2] }),
    yaxis: OF_SEQUENCES,
    width: 900,
    height: 640,
  });
}

/** What answers to (4, 3) add to the key at the end, by width and depth, mean of all networks of task W. */
export function otherAnswers(runs: readonly PhaseRun[]): plot.Figure {
  return plot.panelFigure({
    title: "Task W: what answers to (4, 3) add to the key, all starts (blue −10: composed, red −6: mirrored)",
    panels: kinds(runs).map(([title, of]) => ({
      title,
      data: [offsetBars(of.map(({ result: { offsets } }) => new Map(offsets)))],
    })),
    sameY: true,
    xaxis: plot.axis("answer − key"),
    yaxis: OF_SEQUENCES,
    width: 900,
    height: 360,
  });
}

/** What an answer would mean: whose value stands in the place of whose. */
export function meaning(offset: number): string {
  if (offset === INFERENTIAL_OFFSET) return "composed";
  if (offset === SYMMETRIC_OFFSET) return "mirrored; also: one of the two anchors is worth 4 more";
  const [first, second] = HELD_OUT, others = [1, 2, 3, 4];
  const asSecond = others.find((one) => SINGLE_OFFSETS[first] + SINGLE_OFFSETS[one] === offset);
  if (asSecond) return `what (${first}, ${asSecond}) adds: anchor ${second} worth as much as ${asSecond}`;
  const asFirst = others.find((one) => SINGLE_OFFSETS[one] + SINGLE_OFFSETS[second] === offset);
  if (asFirst) return `what (${asFirst}, ${second}) adds: anchor ${first} worth as much as ${asFirst}`;
  return `no other pair's: the anchors together worth ${Math.abs(offset - INFERENTIAL_OFFSET)} ${
    offset > INFERENTIAL_OFFSET ? "more" : "less"
  }`;
}

/** The commonest answers, in how many networks they lead, and what they would mean. */
export function meaningTable(runs: readonly PhaseRun[], rows = 9) {
  const networks = kinds(runs).flatMap(([, of]) => of).map(({ result: { offsets } }) => {
    const total = offsets.reduce((sum, [, number]) => sum + number, 0);
    return new Map(offsets.map(([offset, number]) => [offset, number / total]));
  });
  const shares = [...new Set(networks.flatMap((one) => [...one.keys()]))].map((offset) => ({
    offset,
    values: networks.map((one) => one.get(offset) ?? 0),
  })).sort((a, b) => mean(b.values) - mean(a.values)).slice(0, rows);
  const leads = (offset: number) => count(networks, (one) => one.get(offset) === largest([...one.values()]));
  return numberTable(
    ["answer − key", "share, mean", "range", "commonest in", "what it would mean"],
    shares.map((
      { offset, values },
    ) => [`${offset}`, mean(values), range(values), leads(offset), meaning(offset)]),
  );
}
