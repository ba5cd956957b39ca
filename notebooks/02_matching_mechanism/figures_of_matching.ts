/** Figures of matching: attention, scores, matrices, and accuracy after cuts. */
import { runs } from "../../lib/experiments/mod.ts";
import { attentionSlider, DIVERGING, type Figure, flowGraph } from "../../lib/figure/mod.ts";
import { axis, OKABE_ITO, type Panel, panelFigure, seedBand, seedBars } from "../../lib/figure/mod.ts";
import { logStepAxis, SEQUENTIAL, share, stepAxis, type Trace } from "../../lib/figure/mod.ts";
import { type ChainTask, listedItemChance, readChain } from "../../lib/sequences/chains/mod.ts";
import { largest } from "../../lib/stats/mod.ts";
import { taskOf } from "./chain_training.ts";
import { accuracyBands, barsByName, SEQUENCES } from "./figures_shared.ts";
import type { MatchingPictures } from "./matching_readings.ts";
import type { Mechanism } from "./mechanism.ts";
import normAndStart, { type NormAndStartRun } from "./norm_and_start.ts";

/** Colours of the layers, or links on the way, in their order. */
const COLOURS = [OKABE_ITO.blue, OKABE_ITO.vermillion, OKABE_ITO.green];
const SCORE = share("matching score");

/** The first picture, from stored results: held-out links are learned, and items and random vectors find themselves. */
export async function hero(): Promise<Figure> {
  const { results, settings } = await runs(normAndStart, { profile: "full" });
  const networks = results.map((run) => run["post 0.8"]);
  const { items, gaussian } = networks.find(({ pictures }) => pictures)!.pictures!;
  return panelFigure({
    title: "Links that were never trained are followed; items find themselves, random vectors do so faintly",
    panels: [
      {
        title: "accuracy",
        data: accuracyBands(networks.map(({ curves }) => curves), listedItemChance(taskOf(settings))),
        xaxis: stepAxis(),
        yaxis: SEQUENCES,
      },
      matrixPanel("layer 3: trained items", items[1], SHARES, "item"),
      matrixPanel("layer 3: random vectors", gaussian[1], SHARES, "vector"),
    ],
    gapX: 0.09,
    width: 1000,
    height: 380,
  });
}

/** Figure 1: who reads whom, after training; the links on the way are coloured. */
export function flow(
  title: string,
  task: ChainTask,
  { sequence, attention }: { sequence: readonly number[]; attention: readonly (readonly number[][])[] },
): Figure {
  const { path, steps } = readChain(task, sequence), query = 2 * Math.floor((sequence.length - 1) / 2);
  return flowGraph({
    title,
    panels: [{
      title: `query ${sequence[query]}, ${steps} ${steps === 1 ? "step" : "steps"}`,
      tokens: sequence.map((token, i) => i === query ? `${token}?` : `${token}`),
      attention: attention.map((layer) => layer.map((row) => [...row])),
      marked: path.map((source, j) => ({
        name: `link ${j + 1} on the way`,
        color: COLOURS[j % COLOURS.length],
        positions: [source, source + 1],
      })),
    }],
    thresholds: [0.05, 0.1, 0.2, 0.4],
    width: 820,
    height: 480,
  });
}

/** Figure 2: attention of one held-out sequence over the training. */
export function attentionOverTraining({ sequence, frames }: NormAndStartRun): Figure {
  if (!sequence || !frames) throw new RangeError("attentionOverTraining: the run has no attention frames");
  const last = frames.length - 1;
  return attentionSlider({
    title: "Attention of one held-out sequence over the training",
    tokens: sequence.map((token, i) => i === sequence.length - 1 ? `${token}?` : `${token}`),
    maps: frames[0].attention.map((_, k) => `layer ${k + 1}`),
    frames: frames.map(({ step, attention }) => ({ label: `${step}`, attention })),
    shown: [0, Math.floor(last / 2), last],
    width: 860,
  });
}

const SHARES: Trace = { zmin: 0, zmax: 1, colorscale: SEQUENTIAL, colorbar: { title: { text: "share" } } };

function matrixPanel(title: string, z: readonly (readonly number[])[], look: Trace, name: string): Panel {
  return {
    title,
    data: [{ type: "heatmap", z: z.map((row) => row.map((value) => Number(value.toFixed(2)))), ...look }],
    xaxis: axis(name, { constrain: "domain" }),
    yaxis: axis(name, { autorange: "reversed" }),
  };
}

/** Figure 3: softmax(h) of trained items and of random rows. */
export function matchingMatrices({ items, gaussian }: MatchingPictures): Figure {
  return panelFigure({
    title: "Matching matrices: does a token find itself? (row: token held, column: source of a link)",
    panels: [
      ...items.map((z, k) => matrixPanel(`layer ${k + 2}, trained items`, z, SHARES, "item")),
      ...gaussian.map((z, k) => matrixPanel(`layer ${k + 2}, Gaussian rows`, z, SHARES, "row")),
    ],
    columns: items.length,
    gapX: 0.12,
    width: 820,
    height: 820,
  });
}

/** Drawn coordinates of the kernels: all of them would not fit into a figure. */
const DRAWN = 32;

/**
 * Figure 4: kernels next to the matrices they are made of.
 *
 * @param before the kernels before training
 */
export function kernelMatrices(
  { kernels, qk, vo }: MatchingPictures,
  before: readonly (readonly (readonly number[])[])[],
): Figure {
  const scaled = (title: string, z: readonly (readonly number[])[]): Panel => {
    const most = largest(z.flat().map(Math.abs)), part = z.slice(0, DRAWN).map((row) => row.slice(0, DRAWN));
    return matrixPanel(title, part.map((row) => row.map((value) => value / most)), {
      zmin: -1,
      zmax: 1,
      colorscale: DIVERGING,
      colorbar: { title: { text: "entry / largest" } },
    }, "coordinate");
  };
  return panelFigure({
    title: `Kernels, and the matrices they are made of (the first ${DRAWN} coordinates)`,
    panels: [
      ...kernels.map((z, k) => scaled(`kernel of layer ${k + 2}`, z)),
      scaled("query–key matrix of layer 2", qk),
      ...before.map((z, k) => scaled(`kernel of layer ${k + 2} before training`, z)),
      scaled("value–output matrix of layer 1", vo),
    ],
    columns: kernels.length + 1,
    gapX: 0.1,
    gapY: 0.2,
    width: 960,
    height: 620,
  });
}

/** Figure 5: scores next to the accuracies over the training. */
export function scoresOverTraining(runs: readonly NormAndStartRun[]): Figure {
  // The logarithmic axis cannot show step 0.
  const at = runs[0].snapshotSteps.slice(1), x = runs[0].curves.steps.slice(1);
  const { black, green, orange } = OKABE_ITO;
  const accuracy = (of: "train" | "test" | "outside", name: string, color: string) =>
    seedBand({ x, curves: runs.map(({ curves }) => curves[of].slice(1)), name, color });
  const readings = (name: "matching" | "kernel") =>
    runs[0].readings[0][name].flatMap((_, k) =>
      seedBand({
        x: at,
        curves: runs.map((run) => run.readings.slice(1).map((one) => one[name][k])),
        name: `layer ${k + 2}`,
        color: COLOURS[k],
      })
    );
  return panelFigure({
    title: "Scores rise where held-out accuracy leaps: mean and range of the seeds",
    panels: [
      {
        title: "accuracy",
        data: [
          ...accuracy("train", "trained differences", black),
          ...accuracy("test", "held-out differences", green),
          ...accuracy("outside", "unseen query", orange),
        ],
        yaxis: SEQUENCES,
      },
      { title: "matching score", data: readings("matching"), yaxis: SCORE },
      { title: "kernel score", data: readings("kernel"), yaxis: axis("kernel score") },
    ],
    xaxis: logStepAxis(),
    width: 980,
    height: 400,
  });
}

/** C2, X1: what remains when edges are cut, and with the mechanism alone, by condition. */
export function cuts(runs: Readonly<Record<string, readonly Mechanism[]>>): Figure {
  const bars: [string, (accuracy: Mechanism["accuracy"]) => number][] = [
    ["whole", ({ whole }) => whole],
    ...[0, 1].flatMap((k): typeof bars => [
      [`layer ${k + 2}: right link cut`, ({ withoutMatch }) => withoutMatch[k]],
      [`layer ${k + 2}: other link cut`, ({ withoutOther }) => withoutOther[k]],
    ]),
    ["layer 1: shift cut", ({ withoutShift }) => withoutShift],
    ["shift and matching alone", ({ mechanismOnly }) => mechanismOnly],
    ["… with a wrong last link", ({ wrongLinkOnly }) => wrongLinkOnly],
    ["on the way these edges alone", ({ wayOnly }) => wayOnly],
    ["… with a wrong last link there", ({ wrongWayOnly }) => wrongWayOnly],
  ];
  const values = Object.entries(runs).map(([name, ones]) => [
    name,
    bars.map(([, of]) => ones.map(({ accuracy }) => of(accuracy))),
  ]);
  const categories = bars.map(([name]) => name), title = "Held-out accuracy with attention edges cut";
  return barsByName(title, "what is cut", categories, Object.fromEntries(values));
}

/** C3: scores by condition, with the controls. */
export function scoresByCondition(runs: Readonly<Record<string, readonly NormAndStartRun[]>>): Figure {
  const names = Object.keys(runs);
  const panel = (title: string, of: (run: NormAndStartRun) => number[], text = "matching score"): Panel => ({
    title,
    data: of(runs[names[0]][0]).flatMap((_, k) =>
      seedBars({
        categories: names,
        perSeed: names.map((name) => runs[name].map((run) => of(run)[k])),
        name: `layer ${k + 2}`,
        color: COLOURS[k],
      })
    ),
    xaxis: axis("norm and γ", { tickangle: -40 }),
    yaxis: axis(text),
  });
  return panelFigure({
    title: "Matching and kernel scores after training, by place of the norm and rate γ",
    panels: [
      panel("trained items", ({ after }) => after.matching),
      panel("Gaussian rows", ({ after }) => after.gaussian),
      panel("rows of the layer-1 matrix shuffled", ({ after }) => after.shuffled),
      panel("kernel score", ({ after }) => after.kernel, "kernel score"),
    ],
    columns: 2,
    width: 940,
    height: 780,
  });
}
