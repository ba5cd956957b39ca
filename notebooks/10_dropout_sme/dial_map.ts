/** The dial of dropout: where training ends with other weights of drift and noise. */
import { experiment } from "../../lib/experiments/mod.ts";
import { trainDial } from "../../lib/gradient_noise/network/mod.ts";
import { pooledDigits } from "./digits.ts";
import { TWO_LAYER } from "./two_layer_digits.ts";

const { variants: _, ...common } = TWO_LAYER;
const full = {
  ...common,
  rate: 0.025,
  steps: 2000,
  readings: 1,
  drifts: [0, 0.5, 1, 2],
  noises: [0, 0.5, 1],
};

export default experiment({
  at: import.meta,
  revision: 1,
  data: { "mnist": "fbe4089100f72085" },
  settings: full,
  seeds: [0, 1, 2],
  steps: ({ drifts, noises, steps }) => drifts.length * noises.length * steps,
  async run({ drifts, noises, ...settings }, seed, { signal, progress }) {
    const digits = await pooledDigits(settings.rows, settings.testRows, settings.side, seed);
    const dials = drifts.flatMap((drift) => noises.map((noise) => ({ drift, noise }))), cells = [];
    for (const dial of dials) {
      const { loss, testLoss, testAccuracy, hessianTrace } = await trainDial(
        dial,
        digits,
        settings,
        seed,
        signal,
      );
      const ended = hessianTrace !== null;
      /** `null` where the training diverged. */
      const last = (curve: number[]) => ended ? curve.at(-1)! : null;
      const ends = { loss: last(loss), testLoss: last(testLoss), testAccuracy: last(testAccuracy) };
      cells.push({ ...dial, ...ends, hessianTrace });
      const step = cells.length * settings.steps;
      progress("dial", { step, steps: dials.length * settings.steps, loss: ends.loss ?? 0 });
    }
    return cells;
  },
});
