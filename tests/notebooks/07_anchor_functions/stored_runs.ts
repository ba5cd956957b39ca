/** Runs of the notebook's experiments from stored results, as copies that a test may spoil. */
import { type Experiment, storedCases } from "../../../lib/experiments/mod.ts";
import { storedRuns as storedOnly } from "../../../lib/experiments/stored_runs.ts";
import ablation from "../../../notebooks/07_anchor_functions/ablation.ts";
import anchorLength from "../../../notebooks/07_anchor_functions/anchor_length.ts";
import attentionOnly from "../../../notebooks/07_anchor_functions/attention_only.ts";
import composition from "../../../notebooks/07_anchor_functions/composition.ts";
import compositionFew from "../../../notebooks/07_anchor_functions/composition_few.ts";
import dataEfficiency from "../../../notebooks/07_anchor_functions/data_efficiency.ts";
import frequency from "../../../notebooks/07_anchor_functions/frequency.ts";
import intervals from "../../../notebooks/07_anchor_functions/intervals.ts";
import knockOut from "../../../notebooks/07_anchor_functions/knock_out.ts";
import longerSentences from "../../../notebooks/07_anchor_functions/longer_sentences.ts";
import nineTasks from "../../../notebooks/07_anchor_functions/nine_tasks.ts";
import recitation from "../../../notebooks/07_anchor_functions/recitation.ts";
import releasedAttention from "../../../notebooks/07_anchor_functions/released_attention.ts";
import statisticalOutput from "../../../notebooks/07_anchor_functions/statistical_output.ts";
import synonym from "../../../notebooks/07_anchor_functions/synonym.ts";
import tenAnchors from "../../../notebooks/07_anchor_functions/ten_anchors.ts";
import vocabularySize from "../../../notebooks/07_anchor_functions/vocabulary_size.ts";

async function stored<Settings, Result>(experiment: Experiment<Settings, Result>) {
  const found = await storedCases(experiment);
  return {
    settings: experiment.settings,
    seeds: found.map(({ seed }) => seed),
    results: structuredClone(found.map(({ result }) => result)),
    source: "stored, exact" as const,
  };
}

const planned: typeof storedOnly = async (experiment, where) => {
  const runs = await storedOnly(experiment, where, () => {});
  return { ...runs, results: structuredClone([...runs.results]) };
};

/** All stored runs of the notebook. */
export async function storedRuns() {
  return {
    ablation: await stored(ablation),
    anchorLength: await stored(anchorLength),
    attentionOnly: await stored(attentionOnly),
    composition: await stored(composition),
    compositionFew: await planned(compositionFew),
    efficiency: await stored(dataEfficiency),
    frequency: await stored(frequency),
    intervals: await stored(intervals),
    knockOut: await stored(knockOut),
    longer: await stored(longerSentences),
    nineTasks: await stored(nineTasks),
    released: await planned(releasedAttention, ({ steps }) => steps === 3000),
    recitation: await stored(recitation),
    statistical: await stored(statisticalOutput),
    synonym: await stored(synonym),
    tenAnchors: await stored(tenAnchors),
    vocabulary: await stored(vocabularySize),
  };
}
