/** A chain of the reader's choice, given to a trained network. */
import { predictLogits } from "../../lib/sequences/anchors/training/mod.ts";
import { readChain } from "../../lib/sequences/chains/mod.ts";
import { experiment } from "../../lib/experiments/mod.ts";
import { largest } from "../../lib/stats/mod.ts";
import { attentionRows } from "./attention_frames.ts";
import { type OneCondition, SHORT, SHORT_CONDITION, taskOf, trainChain } from "./chain_training.ts";

/** Settings: the training, and the question. */
interface OwnChainSettings extends Omit<OneCondition, "links"> {
  /** Links a → b in any order. */
  links: [number, number][];
  query: number;
}

/** What the network says. */
interface OwnChainRun {
  sequence: number[];
  /** The right answer. */
  wanted: number;
  /** The five likeliest answers with their probabilities. */
  likeliest: { token: number; probability: number }[];
  /** `[layer][query][key]` */
  attention: number[][][];
}

export default experiment<OwnChainSettings, OwnChainRun>({
  at: import.meta,
  revision: 1,
  settings: {
    ...SHORT,
    condition: SHORT_CONDITION,
    links: [[28, 30], [33, 40], [25, 28], [30, 33]],
    query: 28,
  },
  seeds: [0],
  steps: ({ trainingSteps }) => trainingSteps,
  run: async (settings, seed, context) => {
    const { links, query, condition } = settings, training = { ...settings, links: links.length };
    const sequence = [...links.flat(), query], wanted = readChain(taskOf(training), sequence).label;
    const { record } = await trainChain(training, { condition, seed, context, part: "training" });
    const { model, parameters } = record;
    const tokens = Int32Array.from(sequence);
    const logits = await predictLogits(model, parameters, { rows: 1, length: sequence.length, tokens });
    const top = largest(logits), weights = Array.from(logits, (value) => Math.exp(value - top));
    const sum = weights.reduce((total, value) => total + value, 0);
    const likeliest = weights
      .map((value, token) => ({ token, probability: Number((value / sum).toFixed(4)) }))
      .sort((a, b) => b.probability - a.probability).slice(0, 5);
    const step = settings.trainingSteps;
    const [{ attention }] = await attentionRows(model, [{ step, parameters }], sequence);
    return { sequence, wanted, likeliest, attention };
  },
});
