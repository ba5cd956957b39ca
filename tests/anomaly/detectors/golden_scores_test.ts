import { assert, assertEquals } from "@std/assert";
import {
  type DetectorFactory,
  DETECTORS,
  GOLDEN_REFERENCES,
  slidingWindows,
  type Windows,
  windowsOf,
} from "../../../lib/anomaly/mod.ts";
import { largest } from "../../../lib/stats/mod.ts";
import inputs from "../../golden/06/inputs.json" with { type: "json" };

/** Scores of the reference, and the state from which it made them. */
interface Golden {
  readonly train: readonly number[];
  readonly test: readonly number[];
  // deno-lint-ignore no-explicit-any
  readonly state: any;
  readonly [other: string]: unknown;
}

/** How a detector repeats its reference. */
interface Repeat {
  /** Options that the reference had, from its file. */
  readonly options?: (golden: Golden) => Readonly<Record<string, unknown>>;
  /** Whether the scores of standard windows are another thing there: the reference joins the series to itself. */
  readonly joined?: boolean;
}

const flat = (tree: Readonly<Record<string, number[] | number[][]>>, prefix = (name: string) => name) =>
  Object.fromEntries(Object.entries(tree).map(([name, values]) => [prefix(name), values.flat()]));

const windowsAt = (starts: readonly number[]) =>
  starts.flatMap((start) => inputs.trainSeries.slice(start, start + inputs.d));

const REPEATS: Readonly<Record<string, Repeat>> = {
  KPCA: {},
  COPOD: {},
  ECOD: {},
  GMM: {
    options: () => ({
      draws: {
        weights: Array(4).fill(1 / 4),
        means: windowsAt([5, 35, 65, 95]),
        precisions: Array(4 * inputs.d).fill(4),
      },
    }),
  },
  KDE: {},
  MAD: {},
  MCD: { options: ({ state }) => ({ draws: state.rawSupport }) },
  HBOS: {},
  LODA: { options: ({ state }) => ({ draws: state.projections }) },
  QMCD: {},
  CD: {},
  LOF: {},
  KNN: {},
  COF: {},
  CBLOF: { options: ({ state }) => ({ clusters: 4, alpha: 0.6, draws: state.centres.flat() }) },
  ABOD: {},
  SOD: {},
  ROD: {},
  SOS: {},
  Sampling: { options: ({ state }) => ({ draws: state.subset }) },
  IForest: { options: ({ state }) => ({ draws: state.trees }) },
  INNE: { options: ({ state }) => ({ draws: state.centres }) },
  DIF: { options: ({ state }) => ({ draws: state.nets }) },
  OCSVM: { options: () => ({ tolerance: 1e-10 }) },
  DeepSVDD: {
    options: ({ state }) => ({
      hidden: [8, 4],
      epochs: 20,
      batch: inputs.n,
      learningRate: 3e-3,
      precision: "float64",
      draws: { initial: flat(state.initial, (name) => name.replace("weight", "layer") + ".weight") },
    }),
  },
  LUNAR: {
    options: ({ state }) => ({
      hidden: [8, 8],
      epochs: 20,
      precision: "float64",
      draws: { initial: flat(state.initial), negatives: state.negatives.flat() },
    }),
  },
  MatrixProfile: { joined: true },
};

/** Detectors that `golden_nets_test.ts` holds to their references. */
const HELD_WITH_NETS = [
  ...["LinearRegression", "FCNN", "CNN", "RNN", "GRU", "LSTM"],
  ...["PCA", "AutoEncoder", "VAE", "Transformer", "TadGAN"],
];

async function golden(name: string): Promise<Golden> {
  const text = await Deno.readTextFile(new URL(`../../golden/06/${name}.json`, import.meta.url));
  return JSON.parse(text);
}

/** ROD has windows of its own, six principal components; all others the series of the inputs. */
function windowsFor(name: string, { state }: Golden): { standard: Windows; scored: Windows } {
  if (name === "ROD") {
    return { standard: windowsOf(state.train.flat(), 6), scored: windowsOf(state.test.flat(), 6) };
  }
  return {
    standard: slidingWindows(inputs.trainSeries, { window: inputs.d }),
    scored: slidingWindows(inputs.testSeries, { window: inputs.d }),
  };
}

function error(found: Float64Array, wanted: readonly number[]): number {
  return largest(found.map((score, i) => Math.abs(score - wanted[i]) / Math.max(Math.abs(wanted[i]), 1e-3)));
}

for (const [name, { options, joined = false }] of Object.entries(REPEATS)) {
  const { tolerance } = GOLDEN_REFERENCES[name];
  Deno.test(`${name} has the scores of its reference, to ${tolerance}`, async () => {
    const factory = DETECTORS.find(({ about }) => about.name === name) as DetectorFactory;
    const reference = await golden(name), { standard, scored } = windowsFor(name, reference);
    const detector = await factory(options?.(reference)).fit(standard);
    const found = await detector.score(scored), self = await detector.standardScores();
    detector.dispose();
    assert(error(found, reference.test) <= tolerance, `test ${error(found, reference.test)}`);
    if (!joined) {
      assert(error(self, reference.train) <= tolerance, `standard ${error(self, reference.train)}`);
    }
  });
}

Deno.test("all 38 detectors have a golden reference, all but two to eight digits, and its file", async () => {
  assertEquals(Object.keys(GOLDEN_REFERENCES), DETECTORS.map(({ about }) => about.name));
  assert(DETECTORS.every(({ about }, i) => about.number === i + 1), "38 detectors by their numbers");
  const loose = Object.entries(GOLDEN_REFERENCES).filter(([, { tolerance }]) => tolerance > 1e-8);
  assertEquals(loose.map(([name]) => name), ["SOS", "OCSVM"]);
  for (const { about: { name, number } } of DETECTORS) {
    const file = await golden(name) as Golden & { number: number; name: string };
    assertEquals([file.number, file.name], [number, name]);
  }
  const here = new Set([...Object.keys(REPEATS), ...HELD_WITH_NETS]);
  assert(DETECTORS.every(({ about }) => here.has(about.name)), "each is held here or with the nets");
});

Deno.test("KNN by mean and median, COPOD and ECOD of negated points have the reference's scores", async () => {
  const knn = DETECTORS.find(({ about }) => about.name === "KNN") as DetectorFactory;
  const all = await golden("KNN"), { standard, scored } = windowsFor("KNN", all);
  for (const distance of ["mean", "median"]) {
    const detector = await knn({ distance }).fit(standard), wanted = all[distance] as { test: number[] };
    assert(error(await detector.score(scored), wanted.test) <= 1e-9, distance);
  }
  const turned = ({ values, count, length }: Windows) => ({
    values: values.map((value, k) => k % length % 2 ? -value : value),
    count,
    length,
  });
  for (const name of ["COPOD", "ECOD"]) {
    const factory = DETECTORS.find(({ about }) => about.name === name) as DetectorFactory;
    const { test } = (await golden(name)).negated as { test: number[] };
    const detector = await factory().fit(turned(standard));
    assert(error(await detector.score(turned(scored)), test) <= 1e-9, name);
  }
});
