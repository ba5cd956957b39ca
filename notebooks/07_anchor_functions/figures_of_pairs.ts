/** Figures of composition, synonym, recitation, intervals, holes and anchor length. */
import * as plot from "../../lib/figure/mod.ts";
import type { Figure, Panel, Trace } from "../../lib/figure/mod.ts";
import { type AnchorLengthRun, PROMPTS } from "./anchor_length.ts";
import type { CompositionNet } from "./composition.ts";
import type { IntervalNet } from "./intervals.ts";
import { offsetShares } from "../../lib/sequences/anchors/metrics/offset_shares.ts";
import { overSeeds } from "../../lib/experiments/find_net.ts";
import { last } from "./readings.ts";
import type { RecitationNet } from "./recitation.ts";
import type { SynonymNet } from "./synonym.ts";
import type { TenAnchorNet } from "./ten_anchors.ts";

/** Networks of each seed. */
type Results<Net> = readonly (readonly Net[])[];

const ACCURACY = plot.share("accuracy on held-back keys");
const { blue, vermillion, orange } = plot.OKABE_ITO;

/** One axis of accuracy for all panels. */
const SHARED = { yaxis: ACCURACY, sameY: true };

/** Bars of each named reading, over the networks of a run. */
function bars<Net>(
  results: Results<Net>,
  category: (net: Net) => string,
  readings: readonly (readonly [name: string, color: string, of: (net: Net) => number])[],
): Trace[] {
  const categories = results[0].map(category);
  return readings.flatMap(([name, color, of]) =>
    plot.seedBars({ categories, perSeed: overSeeds(results, of), name, color })
  );
}

/** Layers and heads of a network in words. */
function depth({ layers, heads }: { layers: number; heads: number }): string {
  return `${layers} layers, ${heads} ${heads === 1 ? "head" : "heads"}`;
}

/** E5: accuracy and number of mappings by depth. */
export function compositionBars(results: Results<CompositionNet>): Figure {
  const [trained, masked] = [["trained pairs", blue], ["masked pair (3, 4)", vermillion]] as const;
  return plot.rowFigure("Composition: accuracy, and number of different offsets in the answers", {
    panels: [
      {
        title: "accuracy",
        yaxis: ACCURACY,
        data: bars(results, depth, [
          [...trained, ({ seen }) => last(seen)],
          [...masked, (net) => last(net.masked)],
        ]),
      },
      {
        title: "mappings",
        yaxis: plot.axis("different offsets"),
        data: bars(results, depth, [
          [...trained, ({ mappings }) => mappings.seen],
          [...masked, ({ mappings }) => mappings.masked],
        ]),
      },
    ],
    xaxis: plot.axis("network"),
  });
}

/** E5: what the networks answer on the masked pair, all seeds together. */
export function maskedHistogram(results: Results<CompositionNet>): Figure {
  return plot.rowFigure("The masked pair (3, 4): −7 is right, −4 is (3, 3), −10 is (4, 4)", {
    panels: results[0].map((net, place) => {
      const shares = offsetShares(results.map((nets) => nets[place].histogram), 0.0003), title = depth(net);
      const x = shares.map(({ offset }) => `${offset} `), y = shares.map(({ share }) => share);
      const marker = { color: plot.CURVE_COLOURS[place] };
      return { title, data: [{ type: "bar", name: title, showlegend: false, x, y, marker }] };
    }),
    xaxis: plot.axis("output − key", { type: "category" }),
    yaxis: plot.logAxis("share of the answers", { range: [-4, 0.1] }),
    sameY: true,
  });
}

/** E6: accuracy of the synonym's masked pairs and of trained ones, by pattern and number of sentences. */
export function synonymBars(results: Results<SynonymNet>): Figure {
  const names = { A: "A: with anchor 3", B: "B: more of the same", C: "C: equal pairs" };
  const patterns = [...new Set(results[0].map(({ pattern }) => pattern))];
  const of = (quantity: "masked" | "seen") =>
    patterns.flatMap((pattern, i) =>
      bars(
        results.map((nets) => nets.filter((net) => net.pattern === pattern)),
        ({ sentences }) => `${sentences} `,
        [[names[pattern], plot.CURVE_COLOURS[i], (net) => last(net[quantity])]],
      )
    );
  return plot.rowFigure(
    "Synonym: what the network knows of anchor 3 transfers to anchor 9 where both share contexts",
    {
      ...SHARED,
      panels: [
        { title: "masked pairs (9, 4), (4, 9)", data: of("masked") },
        { title: "trained pairs", data: of("seen") },
      ],
      xaxis: plot.axis("training sentences", { type: "category" }),
    },
  );
}

/** E7: curves of both directions by number of sentences, and of the mirrored control. */
export function recitationCurves(results: Results<RecitationNet>, until = 1500): Figure {
  const directions = [["forward", "a asks for b", blue], ["reverse", "b asks for a", vermillion]] as const;
  return plot.rowFigure("Recitation: forward (a → b) and reverse (b → a)", {
    ...SHARED,
    panels: results[0].map(({ sentences, mirrored, steps }, place) => {
      const x = steps.filter((step) => step <= until);
      return {
        title: `${sentences} sentences${mirrored ? ", mirrored" : ""}`,
        data: directions.flatMap(([of, name, color]) =>
          plot.seedBand({ x, curves: results.map((nets) => nets[place][of].slice(0, x.length)), name, color })
        ),
      };
    }),
    columns: 2,
    xaxis: plot.stepAxis(),
    sameX: true,
    height: 620,
  });
}

/** E8: accuracy of own and crossed cells with both layouts of the intervals. */
export function intervalBars(results: Results<IntervalNet>): Figure {
  return plot.rowFigure(
    "Two intervals: a key in the other anchor's interval gets the other anchor's answer",
    {
      panels: [{
        title: "bars: means over seeds",
        data: bars(results, ({ layout }) => layout, [
          ["own interval, right answer", blue, ({ own }) => last(own)],
          ["other's interval, right answer", vermillion, ({ cross }) => last(cross)],
          ["other's interval, the other anchor's answer", orange, ({ byInterval }) => byInterval],
        ]),
      }],
      xaxis: plot.axis("intervals"),
      yaxis: plot.share("share of the answers"),
    },
  );
}

/** E9: accuracy by anchor on trained keys and in the holes. */
export function holeBars(results: Results<TenAnchorNet>): Figure {
  const categories = Array.from({ length: 10 }, (_, i) => `${i + 1} `);
  const kinds = [["trained keys", blue, "seenByAnchor"], ["hole", vermillion, "unseenByAnchor"]] as const;
  return plot.rowFigure("Ten anchors, each with a hole of eight keys", {
    ...SHARED,
    panels: results[0].map(({ layers, heads, sentences }, place): Panel => ({
      title: `${layers} layers × ${heads}, N = ${sentences}`,
      data: kinds.flatMap(([name, color, of]) => {
        const perSeed = categories.map((_, i) => results.map((nets) => nets[place][of][i]));
        return plot.seedBars({ categories, perSeed, name, color });
      }),
    })),
    xaxis: plot.axis("anchor", { type: "category" }),
  });
}

/** E12: accuracy of the three prompts by fraction of long ones. */
export function lengthCurves(results: readonly AnchorLengthRun[]): Figure {
  const sizes = [...new Set(results[0].map(({ sentences }) => sentences))];
  return plot.rowFigure("Anchor length: accuracy of each prompt by the share of long prompts in training", {
    ...SHARED,
    panels: sizes.map((size) => {
      const nets = results.map((run) => run.filter(({ sentences }) => sentences === size));
      const x = nets[0].map(({ share }) => share);
      return {
        title: `${size} sentences`,
        data: PROMPTS.flatMap((prompt, i) => {
          const curves = nets.map((run) => run.map(({ accuracy }) => accuracy[prompt]));
          const name = `${[...prompt].join(" ")} x`;
          return plot.seedBand({ x, curves, name, color: plot.CURVE_COLOURS[i] });
        }),
      };
    }),
    xaxis: plot.axis("share of 1 2 3 x"),
  });
}
