/** Answers of a network to one key and one pair of anchors in a picture. */
import * as plot from "../../lib/figure/mod.ts";
import { shareBars } from "../../lib/figure/share_bars.ts";
import type { Asked } from "../../lib/sequences/anchors/asked_sentences.ts";
import { inferentialMap, type KeyTask } from "../../lib/sequences/anchors/mod.ts";
import { ANSWERS, OF_SEQUENCES } from "./answer_figures.ts";

/**
 * How often each token is the answer, with the composition of both rules in blue.
 *
 * @param everywhere the share of (4, 3) that the network composes, all keys together
 */
export function askedAnswers(
  task: KeyTask,
  [first, second, key]: Asked,
  answers: ArrayLike<number>,
  everywhere: number,
): plot.Figure {
  const composed = key + inferentialMap(task, [first, second]).add,
    counts = new Map<number, number>();
  for (const answer of Array.from(answers)) {
    counts.set(answer, (counts.get(answer) ?? 0) + 1);
  }
  const near = Array.from({ length: 33 }, (_, i) => key - 20 + i); // what a network answers, as a rule
  const x = [...new Set([...near, composed, ...counts.keys()])].sort((a, b) => a - b);
  const share = Math.round(100 * (counts.get(composed) ?? 0) / answers.length);
  return plot.figure({
    title: `A network of task U, asked for ${key} with anchors (${first}, ${second})<br>` +
      `${share} % of its answers are ${composed}, the composition (blue); ` +
      `with all keys, ${Math.round(100 * everywhere)} % for (4, 3)`,
    data: [shareBars({
      name: "share of the answers",
      counts: [counts],
      values: x,
      colours: { [composed]: ANSWERS.inferential[1] },
    })],
    layout: { xaxis: plot.axis("answer"), yaxis: OF_SEQUENCES },
    width: 620,
    height: 340,
  });
}
