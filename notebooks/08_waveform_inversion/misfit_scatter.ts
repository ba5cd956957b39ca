/** C7: misfit beside error, of all inversions. */
import * as fig from "../../lib/figure/mod.ts";
import type comparison from "./comparison.ts";
import { DRAWN } from "./figures_of_comparison.ts";
import * as read from "./readings.ts";
import type { RunsOf } from "./set_up.ts";

/** A dot for each inversion of the drawn methods. */
export function misfitScatter({ settings, results }: RunsOf<typeof comparison>): fig.Figure {
  return fig.figure({
    title: "A low misfit is no good model: all inversions",
    data: (Object.keys(DRAWN) as (keyof typeof DRAWN)[]).map((name) => {
      const all = results.flatMap((run) =>
        settings.cases.map((one, c) => ({ run, c, outcome: read.outcomeOf(settings, run, one, name) }))
      );
      return fig.dots({
        name,
        x: all.map(({ run, c, outcome }) =>
          Math.max(-0.5, Math.min(1.5, read.excess(run, c, outcome.misfit)))
        ),
        y: all.map(({ run, c, outcome }) => outcome.error / run.starts[c]),
        color: DRAWN[name],
        size: 6,
        attributes: { opacity: 0.7 },
      });
    }),
    layout: {
      xaxis: fig.axis("what is left of the misfit above noise, (J − noise)/(J₀ − noise), cut at −0.5"),
      yaxis: fig.axis("error / error of the start"),
      shapes: [fig.verticalLine(0.1)],
    },
    width: 820,
    height: 430,
  });
}
