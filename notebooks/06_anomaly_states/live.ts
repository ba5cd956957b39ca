/** The live cell of paper 06: the reader's own series, or one with three strangers, searched by five detectors. */
import { detectorByName, detectStates, statesFigure } from "../../lib/anomaly/mod.ts";
import { figure } from "../../lib/figure/mod.ts";
import { liveSeries } from "./live_series.ts";

const PASTED = ``; // your own numbers, between the backticks: the first half is standard, the second is searched
const [SET, CLASS, CHOICE, WINDOW, SEED] = ["CBF", "cylinder", "farthest", 40, 1] as const; // the series, if nothing is pasted
const { standard, test, labels } = liveSeries(PASTED, [SET, CLASS, CHOICE, SEED]);
const five = ["KNN", "SOS", "LOF", "PCA", "IForest"].map((name) => detectorByName(name)());
const report = await detectStates(standard, test, { detectors: five, window: WINDOW, segment: WINDOW });
figure({ ...statesFigure(test, report, labels), width: 900, height: 700 });
