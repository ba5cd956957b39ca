/** A chain of the reader's own, asked of a trained network. */
import { predictLogits } from "../../lib/sequences/anchors/training/mod.ts";
import { chainTask, readChain } from "../../lib/sequences/chains/mod.ts";
import { experiment } from "../../lib/experiments/mod.ts";
import { largest } from "../../lib/stats/mod.ts";
import { attentionRows } from "./attention_frames.ts";
import { type ChainSettings, type Condition, trainChain } from "./chain_training.ts";
import { SHORT, SHORT_CONDITION } from "./short_training.ts";

/** Settings: the training, and what is asked. */
export interface OwnChainSettings extends Omit<ChainSettings, "links"> {
  condition: Condition;
  /** Links a → b in any order. */
  links: [number, number][];
  query: number;
}

/** What the network says. */
export interface OwnChainRun {
  sequence: number[];
  /** The right answer. */
  wanted: number;
  /** The five likeliest answers with their probabilities. */
  likeliest: { token: number; probability: number }[];
  /** `[layer][query][key]` */
  attention: number[][][];
}

const full: OwnChainSettings = {
  ...SHORT,
  condition: SHORT_CONDITION,
  links: [[28, 30], [33, 40], [25, 28], [30, 33]],
  query: 28,
};

export default experiment<OwnChainSettings, OwnChainRun>({
  at: import.meta,
  revision: 1,
  settings: full,
  seeds: [0],
  steps: ({ trainingSteps }) => trainingSteps,
  run: async (settings, seed, context) => {
    const { links, query, condition, steps, items: [from, to] } = settings;
    const task = chainTask("single", { links: links.length, steps: [steps], items: { from, to } });
    const sequence = [...links.flat(), query], wanted = readChain(task, sequence).label;
    const { record: { model, parameters } } = await trainChain({ ...settings, links: links.length }, {
      condition,
      seed,
      context,
      part: "training",
    });
    const tokens = Int32Array.from(sequence);
    const logits = await predictLogits(model, parameters, { rows: 1, length: sequence.length, tokens });
    const top = largest(logits), weights = Array.from(logits, (value) => Math.exp(value - top));
    const sum = weights.reduce((total, value) => total + value, 0);
    const likeliest = weights.map((value, token) => ({
      token,
      probability: Number((value / sum).toFixed(4)),
    }))
      .sort((a, b) => b.probability - a.probability).slice(0, 5);
    const [{ attention }] = await attentionRows(
      model,
      [{ step: settings.trainingSteps, parameters }],
      sequence,
    );
    return { sequence, wanted, likeliest, attention };
  },
});
