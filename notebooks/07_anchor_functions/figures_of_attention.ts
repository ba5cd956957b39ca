/** Figures of attention: shift, broadcast, and the network of attention only. */
import * as plot from "../../lib/figure/mod.ts";
import type { Figure, Layout, Panel } from "../../lib/figure/mod.ts";
import { attentionMap, flowInto, informationFlow } from "../../lib/interpret/measures/mod.ts";
import type { AttentionOnlyRun } from "./attention_only.ts";
import type { Cut, KnockOutRun } from "./knock_out.ts";
import { SENTENCE } from "./training.ts";

const { blue, orange, vermillion, green, black } = plot.OKABE_ITO;
const WORDS = SENTENCE.map((token, i) => `${i}: ${token}`);

/** E3: attention of both layers on one sentence over the steps of training. */
export function attentionOverTraining(run: KnockOutRun): Figure {
  return plot.attentionSlider({
    title: "Attention over training",
    tokens: WORDS,
    maps: ["layer 1", "layer 2, the last position"],
    frames: run.attentionSteps.map((step, i) => {
      const [first, second] = run.maps[i].map((map) => chunks(map, SENTENCE.length));
      return { label: String(step), attention: [first, second.slice(-1)] };
    }),
    shown: [0, 2, 3, run.attentionSteps.length - 1],
    width: 1040,
  });
}

const chunks = (values: readonly number[], size: number) =>
  Array.from({ length: values.length / size }, (_, i) => values.slice(i * size, (i + 1) * size));

/** Attention that leads to the answer, in layers, over a threshold. */
export function flowOfSentence(run: KnockOutRun): Figure {
  const n = SENTENCE.length, anchor = SENTENCE.indexOf(3), thresholds = [0.05, 0.1, 0.2, 0.3, 0.5];
  const maps = run.maps.at(-1)!.map((map) => attentionMap(map, n));
  return plot.flowGraph({
    title: "Information flow to the answer",
    panels: [{
      title: "trained decoder, one sentence",
      tokens: WORDS,
      attention: flowInto(informationFlow(maps, thresholds[0]), n - 1, { layers: maps.length }),
      marked: [
        { name: "anchor", color: orange, positions: [anchor] },
        { name: "key", color: vermillion, positions: [anchor + 1] },
      ],
    }],
    thresholds,
    shown: [0, 3],
    width: 1040,
  });
}

/** The two edges and the accuracy over the steps. */
function edges(runs: readonly KnockOutRun[]): Panel {
  const { steps, attentionSteps: x } = runs[0];
  const shift = runs.map(({ shift }) => shift), broadcast = runs.map(({ broadcast }) => broadcast);
  return {
    title: "the two edges appear when the rule is learned",
    data: [
      ...plot.seedBand({ name: "accuracy", x: steps, curves: runs.map(({ test }) => test), color: black }),
      ...plot.seedBand({ name: "shift: key to anchor, layer 1", x, curves: shift, color: orange }),
      ...plot.seedBand({ name: "broadcast: last to key, layer 2", x, curves: broadcast, color: blue }),
    ],
    xaxis: plot.stepAxis(),
    yaxis: plot.share("mean attention, or accuracy"),
  };
}

/** What remains when edges are cut. */
function cuts(runs: readonly KnockOutRun[]): Panel {
  const shown: [cut: Cut, name: string, color: string][] = [
    ["nothing", "nothing cut", plot.REFERENCE],
    ["random edge cut", "other edge cut", plot.REFERENCE],
    ["broadcast cut", "broadcast cut", blue],
    ["shift cut", "shift cut", orange],
    ["two edges only", "both alone", green],
    ["broadcast only", "broadcast alone", green],
    ["two random edges only", "shift + wrong edge", plot.REFERENCE],
  ];
  const { data, xaxis } = plot.seedDots({
    categories: shown.map(([, name]) => name),
    perSeed: shown.map(([cut]) => runs.map(({ accuracy }) => accuracy[cut])),
    color: shown.map(([, , color]) => color),
  });
  return {
    title: "accuracy of the trained decoder when attention is cut",
    data,
    xaxis: { ...plot.axis("edges that are cut, or kept", xaxis), tickangle: -30 },
    yaxis: plot.share("accuracy on held-back sentences"),
  };
}

/** One panel as a figure. */
function single(title: string, { data, xaxis, yaxis }: Panel, layout: Layout = {}): Figure {
  return plot.figure({ title, data, layout: { xaxis, yaxis, ...layout }, height: 460 });
}

/** C3: the two edges and the accuracy over the steps. */
export function edgesOverSteps(runs: readonly KnockOutRun[]): Figure {
  return single("The two edges appear when the rule is learned", edges(runs));
}

/** C3, B1: what remains when edges are cut. */
export function cutsCompared(runs: readonly KnockOutRun[]): Figure {
  return single("Accuracy of the trained decoder when attention is cut", cuts(runs), { margin: { b: 130 } });
}

/** C3: how the two edges appear, and the answers without them. */
export function mechanism(runs: readonly KnockOutRun[]): Figure {
  const [left, right] = [edges(runs), cuts(runs)];
  return plot.panelFigure({
    title: "Two edges of attention, shift and broadcast, carry the answer",
    panels: [left, right],
    gapX: 0.12,
    width: 1040,
    height: 520,
  });
}

/** E3: logits of the network of attention only, of position and content, of both layers. */
export function logitMaps({ position, content }: AttentionOnlyRun): Figure {
  return plot.tokenMaps({
    title: "Attention only: logits by position and by content (brown positive, blue negative)",
    words: WORDS,
    maps: [0, 1].flatMap((i) => [
      { title: `layer ${i + 1}, QKpp`, values: chunks(position[i], WORDS.length) },
      { title: `layer ${i + 1}, QKxx`, values: chunks(content[i], WORDS.length) },
    ]),
    rows: "reads",
    columns: "read (position: token)",
  });
}

/** E3: which token each token becomes on its way through the values. */
export function valuePathMap({ valuePath }: AttentionOnlyRun, [from, to]: readonly number[]): Figure {
  const values = chunks(valuePath!, to - from + 1);
  return plot.tokenPath({ title: "Value path: the token that goes in comes out", from, values, name: "C" });
}
