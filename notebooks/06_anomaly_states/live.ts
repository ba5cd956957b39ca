/** The live cell of paper 06: three strangers among standard samples, found by a detector that never saw them. */
import {
  buildStateSeries,
  detectorByName,
  generatedSetNamed,
  rankByShape,
  reverseWindowing,
  slidingWindows,
} from "../../lib/anomaly/mod.ts";
import { rocAuc } from "../../lib/anomaly/metrics/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { liveFigure } from "./series_figures.ts";

const [SET, CLASS, DETECTOR, CHOICE, WINDOW, SEED] = ["CBF", "bell", "KNN", "random", 40, 1] as const; // change these
const ranking = rankByShape(generatedSetNamed(SET).draw(40, generator(SEED)), CLASS, SEED);
const { standard, test, labels, knc } = buildStateSeries(ranking, { choice: CHOICE, seed: SEED });
const cut = { window: WINDOW, stride: 4 };
const detector = await detectorByName(DETECTOR)().fit(slidingWindows(standard, cut));
const scores = reverseWindowing(await detector.score(slidingWindows(test, cut)), {
  ...cut,
  points: test.length,
});
liveFigure({ name: DETECTOR, test, labels, scores, area: rocAuc(labels, scores), knc });
