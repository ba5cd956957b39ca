/** Figures of matching: attention, scores, matrices, and what is left after cuts. */
import {
  attentionSlider,
  curve,
  DIVERGING,
  type Figure,
  figure,
  flowGraph,
  type Layout,
  OKABE_ITO,
  type Panel,
  panels,
  seedBand,
  seedBars,
  SEQUENTIAL,
  type Trace,
} from "../../lib/figure/mod.ts";
import { largest } from "../../lib/stats/mod.ts";
import type { MatchingPictures } from "./matching_readings.ts";
import type { Mechanism } from "./mechanism.ts";
import type { NormAndStartRun } from "./norm_and_start.ts";

const SHARE: Layout = { title: { text: "share of sequences" }, range: [-0.03, 1.05] };

/** A sequence with where its parts stand. */
interface Read {
  tokens: string[];
  links: number;
  /** Target positions of the links on the way. */
  targets: number[];
}

/** Tokens of a sequence of one chain, and the links on the way from its query. */
export function readSequence(sequence: readonly number[], steps: number): Read {
  const links = (sequence.length - 1) / 2, targets: number[] = [];
  let item = sequence[sequence.length - 1];
  while (targets.length < steps) {
    const at = sequence.findIndex((token, i) => i % 2 === 0 && i < 2 * links && token === item);
    if (at < 0) throw new RangeError(`readSequence: no link begins with ${item}`);
    targets.push(at + 1);
    item = sequence[at + 1];
  }
  return {
    tokens: sequence.map((token, i) => i === 2 * links ? `${token}?` : `${token}`),
    links,
    targets,
  };
}

/** Figure 1: who reads whom, after training; the links on the way are coloured. */
export function flowOfAnswer(
  sequence: readonly number[],
  attention: readonly (readonly (readonly number[])[])[],
  steps: number,
): Figure {
  const { tokens, targets } = readSequence(sequence, steps);
  const colours = [OKABE_ITO.blue, OKABE_ITO.vermillion, OKABE_ITO.green];
  return flowGraph({
    title: `Information flow of a ${steps}-step answer`,
    panels: [{
      title: `${tokens.slice(0, -1).join(" ")} · query ${tokens[tokens.length - 1]}`,
      tokens,
      attention: attention.map((layer) => layer.map((row) => [...row])),
      marked: targets.map((target, j) => ({
        name: `link ${j + 1} on the way`,
        color: colours[j % colours.length],
        positions: [target - 1, target],
      })),
    }],
    thresholds: [0.05, 0.1, 0.2, 0.3, 0.5],
    width: 820,
    height: 480,
  });
}

/** Figure 2: attention of one held-out sequence over the training. */
export function attentionOverTraining({ sequence, frames }: NormAndStartRun): Figure {
  if (!sequence || !frames) throw new RangeError("attentionOverTraining: the run has no attention frames");
  const { tokens } = readSequence(sequence, 2);
  const last = frames.length - 1;
  return attentionSlider({
    title: "Attention of one held-out sequence over the training",
    tokens,
    maps: frames[0].attention.map((_, k) => `layer ${k + 1}`),
    frames: frames.map(({ step, attention }) => ({
      label: `${step}`,
      attention: attention.map((layer) => layer.map((row) => [...row])),
    })),
    shown: [0, Math.floor(last / 2), last],
    width: 860,
  });
}

function heat(title: string, z: readonly (readonly number[])[], options: Trace, size: string): Panel {
  return {
    title,
    data: [{ type: "heatmap", z: z.map((row) => [...row]), ...options }],
    xaxis: { title: { text: size }, constrain: "domain" },
    yaxis: { title: { text: size }, autorange: "reversed" },
  };
}

/** Figure 3: softmax(h) of trained items and of random rows. */
export function matchingMatrices({ items, gaussian }: MatchingPictures): Figure {
  const options = { zmin: 0, zmax: 1, colorscale: SEQUENTIAL, colorbar: { title: { text: "share" } } };
  return figure({
    title: "Matching matrices: does a token find itself? (row: token held, column: source of a link)",
    ...panels({
      panels: [
        ...items.map((z, k) => heat(`layer ${k + 2}, trained items`, z, options, "item")),
        ...gaussian.map((z, k) => heat(`layer ${k + 2}, Gaussian rows`, z, options, "row")),
      ],
      columns: items.length,
      gapX: 0.12,
    }),
    width: 820,
    height: 820,
  });
}

/** Coordinates of the kernels that are drawn: all of them would take more room than a figure has. */
const DRAWN = 48;

/**
 * Figure 4: kernels beside the matrices they are made of.
 *
 * @param before the kernels before training
 */
export function kernelMatrices(
  { kernels, qk, vo }: MatchingPictures,
  before: readonly (readonly (readonly number[])[])[],
): Figure {
  const scaled = (title: string, z: readonly (readonly number[])[]): Panel => {
    const most = largest(z.flat().map(Math.abs)),
      part = z.slice(0, DRAWN).map((row) => row.slice(0, DRAWN));
    return heat(title, part.map((row) => row.map((value) => Number((value / most).toFixed(2)))), {
      zmin: -1,
      zmax: 1,
      colorscale: DIVERGING.map(([at, colour]) => [at, colour]),
      colorbar: { title: { text: "entry / largest" } },
    }, "coordinate");
  };
  return figure({
    title: `Kernels, and the matrices they are made of (the first ${DRAWN} coordinates)`,
    ...panels({
      panels: [
        ...kernels.map((z, k) => scaled(`kernel of layer ${k + 2}`, z)),
        scaled("query–key matrix of layer 2", qk),
        ...before.map((z, k) => scaled(`kernel of layer ${k + 2} before training`, z)),
        scaled("value–output matrix of layer 1", vo),
      ],
      columns: kernels.length + 1,
      gapX: 0.1,
      gapY: 0.2,
    }),
    width: 960,
    height: 620,
  });
}

/** Figure 5: scores beside the accuracies over the training. */
export function scoresOverTraining(runs: readonly NormAndStartRun[]): Figure {
  const x = runs[0].curves.steps.map((step) => step + 1);
  const at = runs[0].snapshotSteps.map((step) => step + 1);
  const ofCurves = (name: "train" | "test" | "outside", label: string, color: string) =>
    seedBand({ x, curves: runs.map(({ curves }) => curves[name]), name: label, color });
  const ofReadings = (name: "matching" | "kernel") =>
    runs[0].readings[0][name].flatMap((_, k) =>
      seedBand({
        x: at,
        curves: runs.map(({ readings }) => readings.map((one) => one[name][k])),
        name: `layer ${k + 2}`,
        color: [OKABE_ITO.blue, OKABE_ITO.vermillion][k % 2],
      })
    );
  return figure({
    title: "Scores rise where held-out accuracy leaps: mean and range of the seeds",
    ...panels({
      panels: [
        {
          title: "accuracy",
          data: [
            ...ofCurves("train", "trained differences", OKABE_ITO.black),
            ...ofCurves("test", "held-out differences", OKABE_ITO.green),
            ...ofCurves("outside", "the query never seen", OKABE_ITO.orange),
          ],
          yaxis: SHARE,
        },
        {
          title: "matching score",
          data: ofReadings("matching"),
          yaxis: { title: { text: "MS" }, range: [0, 1] },
        },
        { title: "kernel score", data: ofReadings("kernel"), yaxis: { title: { text: "KS" } } },
      ],
      columns: 3,
      xaxis: { title: { text: "optimiser step + 1" }, type: "log", dtick: 1 },
    }),
    width: 980,
    height: 400,
  });
}

/** C2: what is left when edges are cut, and with the mechanism alone. */
export function cutsCompared(runs: readonly Mechanism[]): Figure {
  const layers = runs[0].accuracy.withoutMatch.map((_, k) => k);
  const bars: [string, (run: Mechanism) => number][] = [
    ["whole", ({ accuracy }) => accuracy.whole],
    ...layers.flatMap((k): [string, (run: Mechanism) => number][] => [
      [`layer ${k + 2}: right link cut`, ({ accuracy }) => accuracy.withoutMatch[k]],
      [`layer ${k + 2}: other link cut`, ({ accuracy }) => accuracy.withoutOther[k]],
    ]),
    ["layer 1: shift cut", ({ accuracy }) => accuracy.withoutShift],
    ["shift and matching alone", ({ accuracy }) => accuracy.mechanismOnly],
    ["… with a wrong last link", ({ accuracy }) => accuracy.wrongLinkOnly],
    ["on the way these edges alone", ({ accuracy }) => accuracy.wayOnly],
    ["… with a wrong last link there", ({ accuracy }) => accuracy.wrongWayOnly],
  ];
  return figure({
    title: "Held-out accuracy with attention edges cut: mean and seeds",
    data: seedBars({
      categories: bars.map(([name]) => name),
      perSeed: bars.map(([, of]) => runs.map(of)),
      name: "accuracy",
      color: OKABE_ITO.skyBlue,
    }),
    layout: {
      xaxis: { title: { text: "what is cut" }, tickangle: -25 },
      yaxis: SHARE,
      showlegend: false,
    },
    width: 860,
    height: 460,
  });
}

/** C3: scores by condition, with what must not show them. */
export function scoresByCondition(runs: Readonly<Record<string, readonly NormAndStartRun[]>>): Figure {
  const names = Object.keys(runs), layers = Object.values(runs)[0][0].after.matching.length;
  const panel = (title: string, of: (run: NormAndStartRun, k: number) => number, text: string): Panel => ({
    title,
    data: Array.from({ length: layers }, (_, k) =>
      seedBars({
        categories: names,
        perSeed: names.map((name) => runs[name].map((run) => of(run, k))),
        name: `layer ${k + 2}`,
        color: [OKABE_ITO.blue, OKABE_ITO.vermillion][k % 2],
      })).flat(),
    xaxis: { title: { text: "norm and γ" }, tickangle: -40 },
    yaxis: { title: { text: text } },
  });
  return figure({
    title: "Matching and kernel scores after training, by place of the norm and rate γ",
    ...panels({
      panels: [
        panel("trained items", ({ after }, k) => after.matching[k], "MS"),
        panel("Gaussian rows", ({ after }, k) => after.gaussian[k], "MS"),
        panel("rows of the layer-1 matrix shuffled", ({ after }, k) => after.shuffled[k], "MS"),
        panel("kernel score", ({ after }, k) => after.kernel[k], "KS"),
      ],
      columns: 2,
    }),
    width: 940,
    height: 780,
  });
}

/** E4: accuracy with untrained tokens, by place. */
export function untrainedTokens(runs: readonly NormAndStartRun[], chance: number): Figure {
  const places = ["query", "between", "all"] as const;
  const names = ["none", "the query", "the item between", "all but the answer"];
  return figure({
    title: "Held-out chains with tokens that training never showed: mean and seeds",
    data: [
      ...seedBars({
        categories: names,
        perSeed: [
          runs.map(({ mechanism }) => mechanism.accuracy.whole),
          ...places.map((place) => runs.map(({ outside }) => outside[place])),
        ],
        name: "accuracy",
        color: OKABE_ITO.orange,
      }),
      curve({
        name: "guessing a listed item",
        x: names as unknown as number[],
        y: names.map(() => chance),
        color: OKABE_ITO.black,
        style: "dash",
      }),
    ],
    layout: { xaxis: { title: { text: "untrained tokens" } }, yaxis: SHARE },
    width: 720,
    height: 400,
  });
}
