/** C6–C8: contrast, corrections, and the choice of strangers. */
import { type AnomalyChoice, CHOICES } from "../../lib/anomaly/mod.ts";
import { type Claim, claims, type ClaimsOptions, every } from "../../lib/claims/mod.ts";
import type { RunResults } from "../../lib/experiments/mod.ts";
import { type Generator, generator, permutation } from "../../lib/random/mod.ts";
import { averageRanks, largest, mean, smallest } from "../../lib/stats/mod.ts";
import type { Compared } from "./compared.ts";
import type { CorrectedName, Correction } from "./corrections.ts";
import * as read from "./readings.ts";
import type { SeriesRun } from "./series_runs.ts";

/** C6: difficulty. */
export function contrastClaims(runs: Compared, options?: ClaimsOptions): Claim[] {
  const { settings } = runs;
  const table = (run: SeriesRun[]) => read.metricTable(settings, run, "rocAuc");
  const correlated = (run: SeriesRun[], order?: Int32Array) => {
    const all = table(run);
    return mean(
      all.detectors.map((name) =>
        Number(read.contrastOf(all, read.columnOf(all, name), order).correlation > 0.5)
      ),
    );
  };
  const order = (run: SeriesRun[], seed: number) => permutation(generator(seed, "contrast"), run.length);
  /** Rank by slope among the detectors that are good on the farthest strangers, over their number; 1 for one that is not. */
  const flatness = (names: readonly string[]) => (run: SeriesRun[], shuffle?: Int32Array) => {
    const all = table(run),
      far = read.metricTable(settings, run, "rocAuc", "farthest"),
      means = read.detectorMeans(far);
    const good = all.detectors.filter((_, d) => means[d] >= 0.8);
    const slopes = good.map((name) => read.contrastOf(all, read.columnOf(all, name), shuffle).slope);
    const ranks = good.length === 0 ? [] : averageRanks(slopes);
    return largest(
      names.map((name) => good.includes(name) ? ranks[good.indexOf(name)] / good.length : 1),
    );
  };
  const slopes = (names: readonly string[]) => ({
    quantity: "largest rank of slopes among detectors with 0.8 or more on the farthest, over their number",
    measure: (run: SeriesRun[]) => flatness(names)(run),
    rule: every("<=", 0.3333),
    atQuick: false,
    because: { cause: "set-up" as const, close: "the paper's bins of KNC and its k, which are unknown" },
  });
  return claims(runs, [
    {
      id: "C6a",
      claim: "Detectors are worse where the contrast KNC is smaller",
      quantity: "share of detectors whose rank correlation of KNC and area under the ROC curve is above 0.5",
      measure: (run) => correlated(run),
      rule: every(">=", 0.8),
      control: {
        what: "KNC of another series",
        measure: (run, seed) => correlated(run, order(run, seed)),
        rule: every("<=", 0.2),
      },
      atQuick: false,
      because: {
        cause: "set-up",
        close: "KNC sees whole segments in their phase, most detectors see windows",
      },
    },
    {
      ...slopes(["LOF", "SOS"]),
      id: "C6b",
      claim: "… LOF and SOS the least",
      control: {
        what: "KNC of another series",
        measure: (run, seed) => flatness(["LOF", "SOS"])(run, order(run, seed)),
        rule: every(">", 0.3333),
      },
      note:
        "flat curves of detectors near chance do not count; LOF has less than 0.8 on the farthest, which makes it 1",
    },
    {
      ...slopes(["SOS"]),
      id: "C6c",
      claim: "… SOS the least",
      control: {
        what: "KNN in its place",
        measure: (run) => flatness(["KNN"])(run),
        rule: every(">", 0.3333),
      },
      note: "a part of C6b, added after the runs were seen",
    },
  ], options);
}

const own = (run: Correction[], name: CorrectedName) => run.find((one) => one.name === name)!;
const gain = (name: CorrectedName) => (run: Correction[]) => own(run, name).corrected - own(run, name).native;
const change = (name: CorrectedName) => (run: Correction[]) => own(run, name).nativeChange;
/** The least change of a score in PyOD's way, of five detectors. */
const leastChange = (run: Correction[]) =>
  smallest((["SOS", "COF", "SOD", "COPOD", "ECOD"] as const).map((name) => change(name)(run)));

/** C7: corrections. */
export function correctionClaims(runs: RunResults<Correction[]>, options?: ClaimsOptions): Claim[] {
  const rows = [["C7a", "SOS"], ["C7b", "COF"], ["C7c", "ECOD"], ["C7d", "COPOD"]] as const;
  const control = (of: typeof gain) => ({
    what: "KNN and KDE, which need none",
    measure: (run: Correction[]) => largest((["KNN", "KDE"] as const).map((name) => of(name)(run))),
    rule: every("<=", 0),
  });
  const changed = [{
    what: "the scores in PyOD's way",
    from: "a window of the batch as a neighbour of its own",
    to: "as PyOD has them",
    why: "they were not PyOD's on the golden batch",
  }];
  return claims(runs, [
    ...rows.map(([id, name]) => ({
      id,
      claim: `Scores from the standard windows alone make ${name} better`,
      quantity: "gain in mean area under the ROC curve over scores as PyOD makes them",
      measure: gain(name),
      rule: every(">=", 0.05),
      control: control(gain),
      atQuick: name === "SOS",
      because: {
        cause: "definition" as const,
        close: "the paper does not say which detectors it corrected, or how",
      },
      changed,
    })),
    {
      id: "C7e",
      claim: "Without correction a score depends on the other windows of the call",
      quantity:
        "greatest change of a score when windows are scored in halves, in deviations; least of five detectors",
      measure: leastChange,
      rule: every(">=", 0.1),
      control: control(change),
      changed,
    },
    {
      id: "C7f",
      claim: "… and with it not by a bit",
      quantity: "greatest difference between the scores of a window alone and in company",
      measure: (run) => largest(run.map(({ correctedChange }) => correctedChange)),
      rule: every("<=", 0),
      control: {
        what: "the same five as PyOD scores them, in halves",
        measure: leastChange,
        rule: every(">", 0),
      },
      changed,
    },
  ], options);
}

/** C8: how strangers are chosen. */
export function choiceClaims(runs: Compared, archive: Compared, options?: ClaimsOptions): Claim[] {
  /** Share of detectors that are no better on random than on farthest, and on nearest than on random. */
  const ordered = ({ settings }: Compared, run: SeriesRun[], deal: (set: number) => Int32Array | null) => {
    const tables = CHOICES.map((choice) => read.metricTable(settings, run, "rocAuc", choice));
    const dealt = tables.map((table, c) => ({
      ...table,
      rows: table.rows.map((row, s) => tables[deal(s)?.[c] ?? c].rows[s] ?? row),
    }));
    const [far, any, near] = dealt.map(read.detectorMeans);
    return mean(far.map((value, d) => Number(value >= any[d] && any[d] >= near[d])));
  };
  const advantage = (run: SeriesRun[], choice: AnomalyChoice, shuffle?: Generator) => {
    const table = read.metricTable(archive.settings, run, "rocAuc", choice);
    const names = shuffle && read.shuffledFamilies(table, shuffle);
    return mean(read.familyRows(table, names).map(([first, ...others]) => first - read.meanOf(others)));
  };
  const favour = (run: SeriesRun[], shuffle?: Generator) =>
    advantage(run, "farthest", shuffle) - advantage(run, "nearest", shuffle);
  const hard = (choice: AnomalyChoice) => (run: SeriesRun[]) => {
    const named = run.filter(({ set }) => set === "GunPoint" || set === "ArrowHead");
    return read.meanOf(read.detectorMeans(read.metricTable(archive.settings, named, "rocAuc", choice)));
  };
  const order = (of: Compared) => ({
    quantity: "share of detectors with mean areas farthest ≥ random ≥ nearest",
    measure: (run: SeriesRun[]) => ordered(of, run, () => null),
    rule: every(">=", 0.8),
    control: {
      what: "the three choices of each series, permuted, mean of 20 permutations",
      measure: (run: SeriesRun[], seed: number) =>
        read.overShuffles(
          generator(seed, "choices"),
          (shuffle) => ordered(of, run, (s) => permutation(shuffle.fork(s), 3)),
        ),
      rule: every("<=", 0.5),
    },
  });
  return [
    ...claims(runs, [{
      ...order(runs),
      id: "C8a",
      claim: "Taking the farthest strangers makes the benchmark easy: generated sets",
      note: "ours: the authors' text says random, their generator takes the farthest",
      atQuick: false,
      because: {
        cause: "set-up",
        close: "more than six series a seed: all 22 classes, about 10 core-minutes",
      },
    }], options),
    ...claims(archive, [
      { ...order(archive), id: "C8b", claim: "… and sets of the archive", atQuick: false },
      {
        id: "C8c",
        claim: "… and favours distances",
        quantity: "lead of proximity detectors over the mean of the other families, farthest less nearest",
        measure: (run) => favour(run),
        rule: every(">=", 0.05),
        control: {
          what: "families dealt out anew, mean of 20 deals",
          measure: (run, seed) =>
            read.overShuffles(generator(seed, "families"), (shuffle) => favour(run, shuffle)),
          rule: every("<", 0.05),
        },
        atQuick: false,
        because: { cause: "definition", close: "harder strangers shrink every lead; ranks would not see it" },
      },
      {
        id: "C8d",
        claim: "With the nearest strangers GunPoint and ArrowHead are close to hopeless",
        quantity: "mean area under the ROC curve over series and detectors",
        measure: hard("nearest"),
        rule: every("<=", 0.65),
        control: { what: "the farthest", measure: hard("farthest"), rule: every(">", 0.65) },
        atQuick: false,
      },
    ], options),
  ];
}
