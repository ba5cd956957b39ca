/** One series and the scores of a few detectors, for figures 1 to 5; made anew where the notebook runs. */
import * as anomaly from "../../lib/anomaly/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { mean } from "../../lib/stats/mod.ts";
import { drawSet, PROTOCOL } from "./generated_series.ts";
import { detectorOf } from "./protocol.ts";

/** Scores of a detector on the points of the example, in deviations of held-out standard scores. */
export interface ExampleScores {
  readonly name: string;
  readonly points: Float64Array;
}

/** A series, how it was made and cut, and scores. */
export interface Example {
  readonly ranking: anomaly.ShapeRanking;
  readonly cut: anomaly.StandardCut;
  readonly test: anomaly.TestCut;
  readonly scores: readonly ExampleScores[];
}

/** Six detectors of all families. */
const DETECTORS = ["KNN", "LOF", "PCA", "FCNN", "HBOS", "MAD"];

/** The example: normal beats with three strangers chosen at random. */
export async function example(seed = 1): Promise<Example> {
  const ranking = anomaly.rankByShape(drawSet("ECG-like", 40, seed), "normal", seed);
  const series = anomaly.buildStateSeries(ranking, { choice: "random", seed });
  const cut = anomaly.cutStandard(series, PROTOCOL, generator(seed, "pseudo")),
    test = anomaly.cutTest(series, cut, generator(seed));
  const shared = new anomaly.SharedGeometry(cut.fit, { neighbours: 20 }), scores: ExampleScores[] = [];
  for (const name of DETECTORS) {
    const { heldOut, tests: [found] } = await anomaly.scoresOf(
      detectorOf(name, PROTOCOL, seed),
      cut,
      [test],
      shared,
    );
    const centre = mean(heldOut), size = Math.sqrt(mean(heldOut.map((s) => (s - centre) ** 2)));
    const points = anomaly.reverseWindowing(found, { ...cut, points: series.test.length });
    scores.push({ name, points: points.map((score) => (score - centre) / size) });
  }
  return { ranking, cut, test, scores };
}
