/** Figures of the experiments with one anchor, and of the nine tasks. */
import {
  attentionSlider,
  curve,
  CURVE_COLOURS,
  DIVERGING,
  dots,
  type Figure,
  figure,
  flowGraph,
  OKABE_ITO,
  panels,
  seedBand,
  seedDots,
  SEQUENTIAL,
  type Trace,
} from "../../lib/figure/mod.ts";
import { attentionMap, flowInto, informationFlow } from "../../lib/interpret/measures/mod.ts";
import { largest } from "../../lib/stats/mod.ts";
import type { AblationRun } from "./ablation.ts";
import type { AttentionOnlyRun } from "./attention_only.ts";
import type { EfficiencyRun } from "./data_efficiency.ts";
import type { FrequencyRun } from "./frequency.ts";
import type { Cut, KnockOutRun } from "./knock_out.ts";
import type { NineTasksRun } from "./nine_tasks.ts";
import type { StatisticalCurves } from "./statistical_output.ts";

/** Means over ten seeds, of the best step, in the authors' stored results for their decoder (4 layers, width 400). */
export const AUTHORS_DECODER: readonly (readonly [size: number, accuracy: number])[] = [
  [200, 0.04],
  [250, 0.085],
  [300, 0.253],
  [350, 0.566],
  [400, 0.775],
  [450, 0.892],
  [500, 0.956],
  [600, 0.992],
  [800, 1],
];
/** A blind guess among the 81 items. */
export const CHANCE = 1 / 81;

const ACCURACY = { title: { text: "accuracy on held-back sentences" }, range: [-0.03, 1.05] };
const GREY = "#777777";
const STEP = { title: { text: "training step" } };

/** E1: accuracy against the number of training sentences. */
export function dataEfficiency(runs: readonly EfficiencyRun[]): Figure {
  const names = Object.keys(runs[0]);
  const bands = names.flatMap((name, i) => {
    const sizes = runs[0][name].map(({ size }) => size);
    const common = { name, color: CURVE_COLOURS[i] };
    return [
      ...seedBand({ ...common, x: sizes, curves: runs.map((run) => run[name].map(({ test }) => test)) }),
      dots({
        ...common,
        name: `${name}, a seed`,
        x: runs.flatMap(() => sizes),
        y: runs.flatMap((run) => run[name].map(({ test }) => test)),
        attributes: { showlegend: false },
      }),
    ];
  });
  const authors = curve({
    name: "authors' decoder",
    x: AUTHORS_DECODER.map(([size]) => size),
    y: AUTHORS_DECODER.map(([, accuracy]) => accuracy),
    color: GREY,
    style: "dash",
  });
  const sizes = [...new Set(runs.flatMap((run) => Object.values(run).flat().map(({ size }) => size)))];
  const chance = curve({
    name: "chance",
    x: [200, largest(sizes)],
    y: [CHANCE, CHANCE],
    color: GREY,
    size: 1,
    style: "dot",
  });
  return figure({
    title: "Sentences needed to learn “say the token behind 3”",
    data: [...bands, authors, chance],
    layout: {
      xaxis: {
        title: { text: "training sentences" },
        type: "log",
        tickvals: [200, 400, 600, 1000, 2000],
        ticktext: ["200", "400", "600", "1000", "2000"],
      },
      yaxis: ACCURACY,
    },
  });
}

/** E2: accuracy by what is left of the decoder, with the paper's mean where it has the same network. */
export function ablationBars(runs: readonly AblationRun[], paper: Readonly<Record<string, number>>): Figure {
  const names = Object.keys(runs[0]);
  const { data, xaxis } = seedDots({
    categories: names,
    perSeed: names.map((name) => runs.map((run) => run[name].test)),
    color: OKABE_ITO.blue,
  });
  const known = names.flatMap((name, i) => (name in paper ? [[i, paper[name]]] : []));
  return figure({
    title: "What the copying rule needs, at 1,000 sentences",
    data: [
      ...data,
      dots({
        name: "paper, mean of the best step",
        x: known.map(([i]) => i),
        y: known.map(([, value]) => value),
        color: OKABE_ITO.vermillion,
        size: 9,
        style: "diamond-open",
      }),
      curve({
        name: "chance",
        x: [-0.6, names.length - 0.4],
        y: [CHANCE, CHANCE],
        color: GREY,
        size: 1,
        style: "dot",
      }),
    ],
    layout: {
      xaxis: { ...xaxis, tickangle: -40, title: { text: "what the decoder has, or has not" } },
      yaxis: ACCURACY,
      margin: { b: 150 },
    },
    width: 900,
    height: 520,
  });
}

const labels = (sentence: readonly number[]) => sentence.map((token, i) => `${i}: ${token}`);

/** E3: attention of both layers on one sentence over the steps of training. */
export function attentionOverTraining(run: KnockOutRun, sentence: readonly number[]): Figure {
  return attentionSlider({
    title: "Attention over training",
    tokens: labels(sentence),
    maps: ["layer 1", "layer 2, the last position"],
    frames: run.attentionSteps.map((step, i) => {
      const [first, second] = run.maps[i].map((map) => chunks(map, sentence.length));
      return { label: String(step), attention: [first, second.slice(-1)] };
    }),
    shown: [0, 2, 3, run.attentionSteps.length - 1],
    width: 1040,
  });
}

const chunks = (values: readonly number[], size: number) =>
  Array.from({ length: values.length / size }, (_, i) => values.slice(i * size, (i + 1) * size));

/** Attention that leads to the answer, in layers, over a threshold. */
export function flowOfSentence(run: KnockOutRun, sentence: readonly number[]): Figure {
  const n = sentence.length, anchor = sentence.indexOf(3), thresholds = [0.05, 0.1, 0.2, 0.3, 0.5];
  const maps = run.maps[run.maps.length - 1].map((map) => attentionMap(map, n));
  return flowGraph({
    title: "Information flow to the answer",
    panels: [{
      title: "trained decoder, one sentence",
      tokens: labels(sentence),
      attention: flowInto(informationFlow(maps, thresholds[0]), n - 1, { layers: maps.length }),
      marked: [
        { name: "anchor", color: OKABE_ITO.orange, positions: [anchor] },
        { name: "key", color: OKABE_ITO.vermillion, positions: [anchor + 1] },
      ],
    }],
    thresholds,
    shown: [0, 3],
    width: 1040,
  });
}

/** C3: the two edges and the accuracy over the steps. */
export function edgesOverSteps(runs: readonly KnockOutRun[]): Figure {
  const { steps, attentionSteps } = runs[0];
  return figure({
    title: "The two edges appear when the rule is learned",
    data: [
      ...seedBand({
        name: "accuracy",
        x: steps,
        curves: runs.map(({ test }) => test),
        color: OKABE_ITO.black,
      }),
      ...seedBand({
        name: "shift: key to anchor, layer 1",
        x: attentionSteps,
        curves: runs.map(({ shift }) => shift),
        color: OKABE_ITO.orange,
      }),
      ...seedBand({
        name: "broadcast: last to key, layer 2",
        x: attentionSteps,
        curves: runs.map(({ broadcast }) => broadcast),
        color: OKABE_ITO.blue,
      }),
    ],
    layout: {
      xaxis: STEP,
      yaxis: { title: { text: "mean attention, or accuracy" }, range: [-0.03, 1.05] },
    },
  });
}

/** What each set of cuts is called in a figure. */
export const CUTS: Record<Cut, string> = {
  "nothing": "nothing cut",
  "random edge cut": "one other edge cut",
  "broadcast cut": "broadcast cut",
  "shift cut": "shift cut",
  "two edges only": "both edges alone",
  "broadcast only": "broadcast alone",
  "two random edges only": "shift and a wrong edge alone",
};

/** C3, B1: what is left when edges are cut. */
export function cutsCompared(runs: readonly KnockOutRun[]): Figure {
  const names = Object.keys(CUTS) as Cut[];
  const { data, xaxis } = seedDots({
    categories: names.map((name) => CUTS[name]),
    perSeed: names.map((name) => runs.map(({ accuracy }) => accuracy[name])),
    color: [GREY, GREY, OKABE_ITO.blue, OKABE_ITO.orange, OKABE_ITO.green, OKABE_ITO.green, GREY],
  });
  return figure({
    title: "Accuracy of the trained decoder when attention is cut",
    data,
    layout: {
      xaxis: { ...xaxis, tickangle: -30, title: { text: "cut, or alone left" } },
      yaxis: ACCURACY,
      margin: { b: 120 },
    },
    height: 480,
  });
}

/** E3: logits of the network of attention only, of position and content, of both layers. */
export function logitMaps(run: AttentionOnlyRun, sentence: readonly number[]): Figure {
  const names = labels(sentence), n = sentence.length;
  const panel = (title: string, values: readonly number[], side: number) => ({
    title,
    data: [{
      type: "heatmap",
      name: title,
      showlegend: false,
      x: names,
      y: names,
      z: chunks(values, n),
      colorscale: DIVERGING,
      zmid: 0,
      showscale: false,
    } as Trace],
    xaxis: { title: { text: "read (position: token)" }, type: "category" },
    yaxis: { title: { text: side % 2 === 0 ? "reads" : "reads " }, type: "category", autorange: "reversed" },
  });
  return figure({
    title: "Attention only: logits by position and by content (brown positive, blue negative)",
    ...panels({
      panels: [
        panel("layer 1, QKpp", run.position[0], 0),
        panel("layer 1, QKxx", run.content[0], 1),
        panel("layer 2, QKpp", run.position[1], 2),
        panel("layer 2, QKxx", run.content[1], 3),
      ],
      columns: 2,
      gapY: 0.16,
    }),
    width: 820,
    height: 680,
  });
}

/** E3: which token each token becomes on its way through the values. */
export function valuePathMap(run: AttentionOnlyRun, items: readonly [number, number]): Figure {
  const tokens = Array.from({ length: items[1] - items[0] + 1 }, (_, i) => items[0] + i);
  return figure({
    title: "Value path: the token that goes in comes out",
    data: [{
      type: "heatmap",
      name: "C",
      showlegend: false,
      x: tokens,
      y: tokens,
      z: chunks(run.valuePath!, tokens.length),
      zmin: 0,
      zmax: 1,
      colorscale: SEQUENTIAL,
      colorbar: { title: { text: "probability" } },
    }],
    layout: {
      xaxis: { title: { text: "output token" } },
      yaxis: { title: { text: "input token" }, autorange: "reversed" },
    },
    width: 560,
    height: 500,
  });
}

/** E4: loss and accuracy of the nine tasks. */
export function nineTasks(runs: readonly NineTasksRun[]): Figure {
  const names = Object.keys(runs[0]);
  return figure({
    title: "Nine tasks, one kind of network: accuracy on held-back sentences",
    ...panels({
      panels: names.map((name) => ({
        title: name,
        data: seedBand({
          name: "accuracy",
          x: runs[0][name].steps,
          curves: runs.map((run) => run[name].accuracy),
          color: OKABE_ITO.blue,
        }),
        xaxis: STEP,
        yaxis: { title: { text: "accuracy" }, range: [-0.03, 1.05] },
      })),
      columns: 3,
      sameX: true,
      sameY: true,
    }),
    width: 900,
    height: 640,
  });
}

/** E10: probabilities over the steps, and their histogram at the end. */
export function calibration(runs: readonly Record<string, StatisticalCurves>[], share: number): Figure {
  const colours: Record<string, string> = { repeated: OKABE_ITO.blue, once: OKABE_ITO.vermillion };
  const names = Object.keys(runs[0]), bins = Array.from({ length: 20 }, (_, i) => i / 20);
  return figure({
    title: "Two answers to one question: the network's probabilities",
    ...panels({
      panels: [
        {
          title: "mean over held-back sentences",
          data: [
            ...names.flatMap((name) => [
              ...seedBand({
                name: `${name}: p(x)`,
                x: runs[0][name].steps,
                curves: runs.map((run) => run[name].first),
                color: colours[name],
              }),
              ...seedBand({
                name: `${name}: p(x + 1)`,
                x: runs[0][name].steps,
                curves: runs.map((run) => run[name].second),
                color: colours[name],
                dash: "dash",
              }),
            ]),
            curve({
              name: "data",
              x: [0, runs[0][names[0]].steps.at(-1)!],
              y: [share, share],
              color: GREY,
              size: 1,
              style: "dot",
            }),
          ],
          xaxis: STEP,
          yaxis: { title: { text: "probability" }, range: [-0.03, 1.05] },
        },
        {
          title: "single sentences at the end",
          data: names.map((name): Trace => {
            const all = runs.flatMap((run) => run[name].each);
            return {
              type: "bar",
              name: `${name}: p(x)`,
              showlegend: false,
              x: bins.map((from) => from + 0.025),
              y: bins.map((from) => all.filter((p) => p >= from && p < from + 0.05).length / all.length),
              marker: { color: colours[name], opacity: 0.7 },
            };
          }),
          xaxis: { title: { text: "p(x)" } },
          yaxis: { title: { text: "share of the sentences" } },
        },
      ],
    }),
    width: 900,
    height: 420,
  });
}

/** E11: loss and accuracy of the low- and the high-frequency rule. */
export function lowAndHigh(runs: readonly FrequencyRun[]): Figure {
  const of = (quantity: "loss" | "accuracy") =>
    (["low", "high"] as const).flatMap((name, i) =>
      seedBand({
        name: name === "low" ? "low: 3x → x, 4x → x" : "high: 3x → x, 4x → x + 1",
        x: runs[0][name].steps,
        curves: runs.map((run) => run[name][quantity]),
        color: CURVE_COLOURS[i],
      })
    );
  return figure({
    title: "Two anchors that agree are learned before two that differ",
    ...panels({
      panels: [
        {
          title: "loss",
          data: of("loss"),
          xaxis: STEP,
          yaxis: { title: { text: "loss on held-back sentences" }, type: "log" },
        },
        { title: "accuracy", data: of("accuracy"), xaxis: STEP, yaxis: ACCURACY },
      ],
    }),
    width: 900,
    height: 400,
  });
}
