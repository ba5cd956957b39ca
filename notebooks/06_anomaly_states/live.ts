/** The live cell of paper 06: three strangers among standard samples, found by a detector that never saw them. */
import { rocAuc } from "../../lib/anomaly/metrics/mod.ts";
import * as anomaly from "../../lib/anomaly/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { liveFigure } from "./series_figures.ts";

const [SET, CLASS, DETECTOR, CHOICE, WINDOW, SEED] = ["CBF", "bell", "KNN", "random", 40, 1] as const; // change these
const ranking = anomaly.rankByShape(anomaly.generatedSetNamed(SET).draw(40, generator(SEED)), CLASS, SEED);
const { standard, test, labels, knc } = anomaly.buildStateSeries(ranking, { choice: CHOICE, seed: SEED });
const cut = { window: WINDOW, stride: 4, points: test.length }, windows = { window: WINDOW, stride: 4 };
const detector = await anomaly.detectorByName(DETECTOR)().fit(anomaly.slidingWindows(standard, windows));
const found = await detector.score(anomaly.slidingWindows(test, windows));
const scores = anomaly.reverseWindowing(found, cut);
liveFigure({ name: DETECTOR, test, labels, scores, area: rocAuc(labels, scores), knc });
