/** Figures of composition, synonym, recitation, intervals, holes, anchor length and longer sentences. */
import {
  CURVE_COLOURS,
  type Figure,
  figure,
  type Layout,
  OKABE_ITO,
  panels,
  seedBand,
  seedBars,
  type Trace,
} from "../../lib/figure/mod.ts";
import { type AnchorLengthRun, PROMPTS } from "./anchor_length.ts";
import type { CompositionRun } from "./composition.ts";
import type { IntervalRun } from "./intervals.ts";
import type { LongerNet, LongerRun, Positions } from "./longer_sentences.ts";
import type { RecitationNet, RecitationRun } from "./recitation.ts";
import type { SynonymRun } from "./synonym.ts";
import type { TenAnchorRun } from "./ten_anchors.ts";

const ACCURACY: Layout = { title: { text: "accuracy on held-back keys" }, range: [0, 1.05] };
const GROUPED: Layout = { barmode: "group", boxmode: "group" };
const WIDE = { width: 900, height: 420 } as const;

/** The last of some readings. */
export function last(values: readonly number[]): number {
  return values[values.length - 1];
}

/** What is the same net of all seeds, by its place in the list of a run. */
export function column<Net>(results: readonly (readonly Net[])[], place: number): Net[] {
  return results.map((nets) => {
    if (!nets[place]) throw new RangeError(`column: no net ${place}, allowed 0 … ${nets.length - 1}`);
    return nets[place];
  });
}

/** Layers and heads of a network in words. */
function depthName({ layers, heads }: { layers: number; heads: number }): string {
  return `${layers} layers, ${heads} ${heads === 1 ? "head" : "heads"}`;
}

/** For each net of a run its values over the seeds. */
function overSeeds<Net>(results: readonly (readonly Net[])[], of: (net: Net) => number): number[][] {
  return results[0].map((_, place) => column(results, place).map(of));
}

/** Figure 7: accuracy and number of mappings by depth. */
export function compositionBars(results: readonly CompositionRun[]): Figure {
  const categories = results[0].map(({ layers, heads }) => depthName({ layers, heads }));
  const bars = (name: string, color: string, of: (net: CompositionRun[number]) => number): Trace[] =>
    seedBars({ categories, perSeed: overSeeds(results, of), name, color });
  return figure({
    title: "Composition: accuracy, and number of different offsets in the answers",
    ...withGroups(panels({
      panels: [
        {
          title: "accuracy",
          yaxis: ACCURACY,
          data: [
            ...bars("trained pairs", OKABE_ITO.blue, ({ seen }) => last(seen)),
            ...bars("masked pair (3, 4)", OKABE_ITO.vermillion, ({ masked }) => last(masked)),
          ],
        },
        {
          title: "mappings",
          yaxis: { title: { text: "different offsets" } },
          data: [
            ...bars("trained pairs", OKABE_ITO.blue, ({ mappings }) => mappings.seen),
            ...bars("masked pair (3, 4)", OKABE_ITO.vermillion, ({ mappings }) => mappings.masked),
          ],
        },
      ],
      xaxis: { title: { text: "network" } },
    })),
    ...WIDE,
  });
}

function withGroups({ data, layout }: { data: Trace[]; layout: Layout }): { data: Trace[]; layout: Layout } {
  return { data, layout: { ...layout, ...GROUPED } };
}

/** Shares of the offsets in histograms, summed over them; rare ones below `least` are one entry, "other". */
export function offsetShares(
  histograms: readonly (readonly (readonly [offset: number, count: number])[])[],
  least = 0.002,
): { offset: string; share: number }[] {
  const counts = new Map<number, number>();
  for (const [offset, count] of histograms.flat()) counts.set(offset, (counts.get(offset) ?? 0) + count);
  const rows = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const often = [...counts].filter(([, count]) => count >= least * rows).sort(([a], [b]) => a - b);
  const rest = rows - often.reduce((sum, [, count]) => sum + count, 0);
  return [
    ...often.map(([offset, count]) => ({ offset: String(offset).replace("-", "−"), share: count / rows })),
    ...(rest > 0 ? [{ offset: "other", share: rest / rows }] : []),
  ];
}

function histogramPanel(
  title: string,
  histograms: Parameters<typeof offsetShares>[0],
  color: string,
  least: number,
): { title: string; data: Trace[] } {
  const shares = offsetShares(histograms, least);
  return {
    title,
    data: [{
      type: "bar",
      name: title,
      showlegend: false,
      x: shares.map(({ offset }) => `${offset} `),
      y: shares.map(({ share }) => share),
      marker: { color },
    }],
  };
}

/** Figure 8: what the networks answer on the masked pair, all seeds together. */
export function maskedHistogram(results: readonly CompositionRun[]): Figure {
  return figure({
    title: "The masked pair (3, 4): −7 is right, −4 is (3, 3), −10 is (4, 4)",
    ...panels({
      panels: results[0].map(({ layers, heads }, place) =>
        histogramPanel(
          depthName({ layers, heads }),
          column(results, place).map(({ histogram }) => histogram),
          CURVE_COLOURS[place],
          0.0003,
        )
      ),
      xaxis: { title: { text: "output − key" }, type: "category" },
      yaxis: { title: { text: "share of the answers" }, type: "log", dtick: 1, range: [-4, 0.1] },
      sameY: true,
    }),
    ...WIDE,
  });
}

/** Figure 9: masked accuracy of the synonym by number of sentences, and what is answered at the largest. */
export function synonymBars(results: readonly SynonymRun[]): Figure {
  const patterns = [...new Set(results[0].map(({ pattern }) => pattern))];
  const names = { A: "A: with anchor 3", B: "B: more of the same", C: "C: equal pairs" };
  const bars = (of: (net: SynonymRun[number]) => number) =>
    patterns.flatMap((pattern, i) => {
      const nets = results.map((run) => run.filter((net) => net.pattern === pattern));
      return seedBars({
        categories: nets[0].map(({ sentences }) => `${sentences} `),
        perSeed: overSeeds(nets, of),
        name: names[pattern],
        color: CURVE_COLOURS[i],
      });
    });
  return figure({
    title: "Synonym: what is known of anchor 3 is carried over to anchor 9 where both share contexts",
    ...withGroups(panels({
      panels: [
        { title: "masked pairs (9, 4), (4, 9)", data: bars(({ masked }) => last(masked)) },
        { title: "trained pairs", data: bars(({ seen }) => last(seen)) },
      ],
      xaxis: { title: { text: "training sentences" }, type: "category" },
      yaxis: ACCURACY,
      sameY: true,
    })),
    ...WIDE,
  });
}

/** The network of so many sentences, mirrored or not, of each seed. */
export function recitationNets(
  results: readonly RecitationRun[],
  sentences: number,
  mirrored: boolean,
): RecitationNet[] {
  return results.map((run) => {
    const net = run.find((one) => one.sentences === sentences && one.mirrored === mirrored);
    if (!net) {
      throw new RangeError(
        `recitationNets: no net of ${sentences} sentences${mirrored ? ", mirrored" : ""}, allowed ${
          run.map((one) => `${one.sentences}${one.mirrored ? " mirrored" : ""}`).join(", ")
        }`,
      );
    }
    return net;
  });
}

/** Curves of both directions by number of sentences, and of the mirrored control. */
export function recitationCurves(results: readonly RecitationRun[], until = 1500): Figure {
  return figure({
    title: "Recitation: going on (a → b) and going back (b → a)",
    ...panels({
      panels: results[0].map(({ sentences, mirrored }) => {
        const nets = recitationNets(results, sentences, mirrored);
        const x = nets[0].steps.filter((step) => step <= until);
        const band = (of: "forward" | "reverse", name: string, color: string) =>
          seedBand({ x, curves: nets.map((net) => net[of].slice(0, x.length)), name, color });
        return {
          title: `${sentences} sentences${mirrored ? ", mirrored" : ""}`,
          data: [
            ...band("forward", "a asks for b", OKABE_ITO.blue),
            ...band("reverse", "b asks for a", OKABE_ITO.vermillion),
          ],
        };
      }),
      columns: 2,
      xaxis: { title: { text: "optimiser step" } },
      yaxis: ACCURACY,
      sameX: true,
      sameY: true,
    }),
    width: 900,
    height: 620,
  });
}

/** Accuracy of own and crossed cells with both layouts of the intervals. */
export function intervalBars(results: readonly IntervalRun[]): Figure {
  const categories = results[0].map(({ layout }) => layout);
  const bars = (name: string, color: string, of: (net: IntervalRun[number]) => number) =>
    seedBars({ categories, perSeed: overSeeds(results, of), name, color });
  return figure({
    title: "Two intervals: a key in the other anchor's interval gets the other anchor's answer",
    data: [
      ...bars("own interval, right answer", OKABE_ITO.blue, ({ own }) => last(own)),
      ...bars("other's interval, right answer", OKABE_ITO.vermillion, ({ cross }) => last(cross)),
      ...bars("other's interval, the other anchor's answer", OKABE_ITO.orange, (net) => net.byInterval),
    ],
    layout: {
      ...GROUPED,
      xaxis: { title: { text: "intervals" } },
      yaxis: { ...ACCURACY, title: { text: "share of the answers" } },
    },
    ...WIDE,
  });
}

/** Accuracy by anchor on trained keys and in the holes. */
export function holeBars(results: readonly TenAnchorRun[]): Figure {
  const anchors = Array.from({ length: 10 }, (_, i) => `${i + 1} `);
  return figure({
    title: "Ten anchors, each with a hole of eight keys",
    ...withGroups(panels({
      panels: results[0].map(({ layers, heads, sentences }, place) => {
        const nets = column(results, place);
        const bars = (name: string, color: string, of: "seenByAnchor" | "unseenByAnchor") =>
          seedBars({
            categories: anchors,
            perSeed: anchors.map((_, i) => nets.map((net) => net[of][i])),
            name,
            color,
          });
        return {
          title: `${layers} layers × ${heads}, N = ${sentences}`,
          data: [
            ...bars("trained keys", OKABE_ITO.blue, "seenByAnchor"),
            ...bars("hole", OKABE_ITO.vermillion, "unseenByAnchor"),
          ],
        };
      }),
      xaxis: { title: { text: "anchor" }, type: "category" },
      yaxis: ACCURACY,
      sameY: true,
    })),
    ...WIDE,
  });
}

/** Accuracy of the three prompts by share of long ones. */
export function lengthCurves(results: readonly AnchorLengthRun[]): Figure {
  const sizes = [...new Set(results[0].map(({ sentences }) => sentences))];
  return figure({
    title: "Anchor length: accuracy of each prompt by the share of long prompts in training",
    ...panels({
      panels: sizes.map((size) => {
        const nets = results.map((run) => run.filter(({ sentences }) => sentences === size));
        return {
          title: `${size} sentences`,
          data: PROMPTS.flatMap((prompt, i) =>
            seedBand({
              x: nets[0].map(({ share }) => share),
              curves: nets.map((run) => run.map(({ accuracy }) => accuracy[prompt])),
              name: `${[...prompt].join(" ")} x`,
              color: CURVE_COLOURS[i],
            })
          ),
        };
      }),
      xaxis: { title: { text: "share of 1 2 3 x" } },
      yaxis: ACCURACY,
      sameY: true,
    }),
    ...WIDE,
  });
}

/** What each kind of positions is called. */
export const POSITIONS: Record<Positions, string> = {
  learnt: "learnt positions",
  waves: "fixed waves",
  none: "no positions",
};

/** Accuracy, shift and broadcast by length of the sentence. */
export function longerCurves(results: readonly LongerRun[]): Figure {
  const readings: [string, (net: LongerNet) => number[]][] = [
    ["accuracy", ({ accuracy }) => accuracy],
    ["shift (layer 1)", ({ shift }) => shift],
    ["broadcast (layer 2)", ({ broadcast }) => broadcast],
  ];
  return figure({
    title: `Sentences longer than the ${results[0][0].lengths[0]} tokens of training`,
    ...panels({
      panels: readings.map(([title, of]) => ({
        title,
        data: results[0].flatMap(({ positions, lengths }, place) =>
          seedBand({
            x: lengths,
            curves: column(results, place).map(of),
            name: POSITIONS[positions],
            color: CURVE_COLOURS[place],
          })
        ),
      })),
      xaxis: { title: { text: "tokens of the sentence" } },
      yaxis: { title: { text: "accuracy, or mean attention" }, range: [0, 1.05] },
      sameY: true,
    }),
    ...WIDE,
  });
}
