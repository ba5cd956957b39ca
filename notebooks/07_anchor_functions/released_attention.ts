/** E3 as in the released code: width = vocabulary and no read-out; at our steps, and at ten times as many. */
import { cases } from "../../lib/experiments/mod.ts";
import attentionOnly, { type AttentionOnlyRun, type AttentionOnlySettings } from "./attention_only.ts";

const { settings: { network, ...common }, steps, run } = attentionOnly, width = 201;
const settings: AttentionOnlySettings = {
  ...common,
  network: { ...network, width },
  vocabulary: width,
  withoutReadOut: true,
};
const TEN = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

export default cases<AttentionOnlySettings, AttentionOnlyRun>({
  at: import.meta,
  revision: 1,
  steps,
  blocks: [
    { name: "3,000 steps", settings: [settings], seeds: TEN },
    { name: "30,000 steps", settings: [{ ...settings, steps: 30_000, readEvery: 2000 }], seeds: TEN },
  ],
  run,
});
