/** Tables and sentences of this paper's notebook. */
import * as anomaly from "../../lib/anomaly/mod.ts";
import type { Displayable } from "../../lib/notebook/mod.ts";
import { cost, numberTable, range, remark } from "../../lib/notebook/mod.ts";
import type { Runs } from "../../lib/experiments/mod.ts";
import { mean } from "../../lib/stats/mod.ts";
import type { Compared } from "./compared.ts";
import * as read from "./readings.ts";

/** A sentence on what is seen, with what the runs have cost. */
export const seen = (text: string, runs?: Pick<Runs<unknown, unknown>, "seconds" | "source">): Displayable =>
  remark(`**What is seen.** ${text}${runs ? ` (${cost(runs)})` : ""}`);

const SHOWN = Object.entries({
  ...{ rocAuc: "ROC", prAuc: "PR", vusRoc: "VUS-ROC", vusPr: "VUS-PR", oracleF1: "best F1 (oracle)" },
  ...{ precision: "precision", recall: "recall", f1: "F1", rangeF1: "range F1" },
}) as [anomaly.StateMetric, string][];

/** All metrics of all detectors, means over series and seeds, with those of a random score. */
export function metricsTable({ settings, results }: Compared, choice: "farthest" | "random"): Displayable {
  const tables = SHOWN.map(([metric]) =>
    read.overSeeds(
      results.map((run) => read.metricTable(settings, run, metric, choice, settings.detectors)),
    )
  );
  const means = tables.map(read.detectorMeans), { detectors } = tables[0];
  const chance = SHOWN.map(([metric]) =>
    mean(
      results.flatMap((run) =>
        run.filter((one) => one.choice === choice).map((one) =>
          one.chance[anomaly.STATE_METRICS.indexOf(metric)]
        )
      ),
    )
  );
  const order = detectors.map((_, d) => d).sort((a, b) => means[0][b] - means[0][a]);
  const seeds = results.map((run) =>
    read.detectorMeans(read.metricTable(settings, run, "rocAuc", choice, detectors))
  );
  const show = (value: number) => Number.isFinite(value) ? value.toFixed(2) : "failed";
  return numberTable(["detector", "family", ...SHOWN.map(([, name]) => name), "ROC, range of seeds"], [
    ...order.map((d) => [
      detectors[d],
      read.familyOf(detectors[d]),
      ...means.map((one) => show(one[d])),
      range(seeds.map((one) => one[d])),
    ]),
    ["**a random score**", "chance", ...chance.map(show), "–"],
  ]);
}

/** Mean areas of the nets by their epochs, farthest strangers. */
export function epochsTable(...compared: readonly Compared[]): Displayable {
  const names = compared[compared.length - 1].settings.detectors;
  const columns = compared.map(({ settings, results }) =>
    results.map((run) => read.detectorMeans(read.metricTable(settings, run, "rocAuc", "farthest", names)))
  );
  return numberTable(
    ["net", ...compared.map(({ settings }) => `${settings.netEpochs} epochs`)],
    names.map((name, d) => [name, ...columns.map((runs) => range(runs.map((means) => means[d])))]),
  );
}

/** Means of families by the choice of strangers. */
export function familyTable({ settings, results }: Compared): Displayable {
  const columns = anomaly.CHOICES.map((choice) =>
    results.map((run) => read.familyRows(read.metricTable(settings, run, "rocAuc", choice)))
  );
  return numberTable(
    ["family", ...anomaly.CHOICES],
    read.FAMILIES.map((family, f) => [
      family,
      ...columns.map((runs) => range(runs.map((rows) => read.meanOf(rows.map((row) => row[f]))))),
    ]),
  );
}

/** E7: how much repeats differ, by whether detectors draw random numbers of their own. */
export function stabilityTable({ settings, results }: Compared): Displayable {
  const columns = anomaly.CHOICES.map((choice) => {
    const tables = results.map((run) => read.metricTable(settings, run, "rocAuc", choice));
    return { names: tables[0].detectors, deviations: read.deviationsOverSeeds(tables) };
  });
  return numberTable(
    ["detectors", ...anomaly.CHOICES],
    [true, false].map((draws) => [
      draws ? "that draw random numbers" : "that draw none",
      ...columns.map(({ names, deviations }) =>
        read.meanOf(deviations.filter((_, d) => anomaly.detectorByName(names[d]).about.seedable === draws))
          .toFixed(3)
      ),
    ]),
  );
}

/** Which detectors failed, how often, and why. */
export function failureTable(...compared: readonly Compared[]): Displayable {
  const all = read.failures(compared.flatMap(({ results }) => results.flat()));
  const total = compared.flatMap(({ results }) => results.flat()).length;
  return all.length === 0 ? remark(`No detector failed on any of ${total} series.`) : numberTable(
    ["detector", `failed on, of ${total} series`, "first reason"],
    all.map(({ name, count, reason }) => [
      name,
      String(count),
      reason,
    ]),
  );
}

/** Why families and detectors stay behind: their means beside what they look at. */
export function weaknessTable({ settings, results }: Compared): Displayable {
  const reasons: Readonly<Record<string, string>> = {
    MAD: "each point by itself: it sees the values, not their order",
    COPOD: "each coordinate of a window by itself, and only its tails",
    ECOD: "each coordinate of a window by itself, and only its tails",
    ROD: "six principal components, rotations about their median",
    MCD: "one ellipsoid: phases of a period make a ring, whose middle it calls normal",
    OCSVM: "ν = 0.5 calls half of the standard windows outliers",
    VAE: "two latent dimensions and the divergence: the mean is rebuilt, whatever comes",
    MatrixProfile: "shape alone: each window loses its level and size",
    LinearRegression: "one point a window, forecast linearly",
    PCA: "errors off a plane: a stranger on the plane is rebuilt",
    DIF: "random nets over all coordinates, few cuts",
    LOF: "densities: sparse phases of the standard series look anomalous, too",
  };
  const table = read.metricTable(settings, results.flat(), "rocAuc", "random");
  const rows = Object.entries(reasons).map(([name, reason]) => ({
    cells: [name, read.familyOf(name)],
    mean: read.meanOf(read.columnOf(table, name)),
    reason,
  })).sort((a, b) => a.mean - b.mean);
  return numberTable(
    ["detector", "family", "mean area, random strangers", "what it looks at"],
    rows.map(({ cells, mean, reason }) => [...cells, mean.toFixed(2), reason]),
  );
}

/** Detectors by their reference and by check: ✓ passed, – not applicable, or what is wrong. */
export function checkTable(rows: readonly anomaly.DetectorCheckRow[]): Displayable {
  const names = Object.keys(rows[0].results),
    mark: Readonly<Record<string, string>> = { passed: "✓", "not applicable": "–" };
  return numberTable(
    ["detector", "golden scores of", "to", ...names],
    rows.map(({ detector, results }) => [
      detector,
      anomaly.GOLDEN_REFERENCES[detector].by,
      anomaly.GOLDEN_REFERENCES[detector].tolerance.toExponential(0),
      ...names.map((name) => mark[results[name]] ?? results[name]),
    ]),
  );
}

/** Rates of false alarms at the paper's threshold, by reading; precision and recall at 3.53σ. */
export function alarmTable({ settings, results }: Compared, names: readonly string[]): Displayable {
  const metrics = ["alarmErf", "alarmCdf", "alarmWords", "precision", "recall"] as const;
  return numberTable(
    ["detector", "alarms at μ + 3.53σ (erf)", "at μ + 3.28σ (Φ)", "at μ + 2σ (words)", "precision", "recall"],
    names.map((name) => [
      name,
      ...metrics.map((metric) =>
        read.meanOf(read.columnOf(read.metricTable(settings, results.flat(), metric, "random"), name))
          .toFixed(3)
      ),
    ]),
  );
}
