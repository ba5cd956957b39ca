import { assertEquals } from "@std/assert";
import type { Figure } from "../../../lib/figure/mod.ts";
import * as draw from "../../../notebooks/07_anchor_functions/figures.ts";
import { storedRuns } from "./stored_runs.ts";

Deno.test("every figure can be made from stored runs", async () => {
  const { efficiency, ablation, knockOut, attentionOnly, nineTasks, statistical, frequency, ...of } =
    await storedRuns();
  const made: Figure[] = [
    draw.mechanism(knockOut.results),
    draw.dataEfficiency(efficiency.results),
    draw.ablationDots(ablation.results),
    draw.edgesOverSteps(knockOut.results),
    draw.attentionOverTraining(knockOut.results[0]),
    draw.flowOfSentence(knockOut.results[0]),
    draw.cutsCompared(knockOut.results),
    draw.logitMaps(attentionOnly.results[0]),
    draw.valuePathMap(attentionOnly.results[0], attentionOnly.settings.items),
    draw.nineTasks(nineTasks.results),
    draw.calibration(statistical.results, 0.8),
    draw.lowAndHigh(frequency.results),
    draw.compositionBars(of.composition.results),
    draw.maskedHistogram(of.composition.results),
    draw.synonymBars(of.synonym.results),
    draw.recitationCurves(of.recitation.results),
    draw.intervalBars(of.intervals.results),
    draw.holeBars(of.tenAnchors.results),
    draw.lengthCurves(of.anchorLength.results),
    draw.longerCurves(of.longer.results),
    draw.vocabularyLaw(of.vocabulary.settings, of.vocabulary.results),
  ];
  assertEquals(new Set(made.map(({ alt }) => alt)).size, made.length);
});
