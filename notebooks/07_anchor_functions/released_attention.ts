/** E3 as in the released code: width = vocabulary and no read-out; at our steps, and at ten times as many. */
import { caseRuns, cases } from "../../lib/experiments/mod.ts";
import attentionOnly, { type AttentionOnlyRun, type AttentionOnlySettings } from "./attention_only.ts";

const { settings: { network, ...common }, steps, run } = attentionOnly, width = 201;
const settings: AttentionOnlySettings = {
  ...common,
  network: { ...network, width },
  vocabulary: width,
  withoutReadOut: true,
};
const TEN = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

const released = cases<AttentionOnlySettings, AttentionOnlyRun>({
  at: import.meta,
  revision: 1,
  steps,
  blocks: [
    { name: "3,000 steps", settings: [settings], seeds: TEN },
    { name: "30,000 steps", settings: [{ ...settings, steps: 30_000, readEvery: 2000 }], seeds: TEN },
  ],
  run,
});

export default released;

/** The stored seeds of our number of steps. */
export async function releasedRuns(say?: (text: string) => void) {
  const { stored, source } = await caseRuns(released, say);
  const ours = stored.filter(({ settings }) => settings.steps === common.steps);
  return { seeds: ours.map(({ seed }) => seed), results: ours.map(({ result }) => result), source };
}
