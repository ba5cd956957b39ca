/** Extension B5: how well Gaussian rows match, over the width. */
import { experiment } from "../../lib/experiments/mod.ts";
import { atEnd, type OneCondition, SHORT, SHORT_CONDITION, trainChain } from "./chain_training.ts";
import { finalReadings } from "./matching_readings.ts";

/** Settings of the comparison. */
interface WidthSettings extends Omit<OneCondition, "width" | "hidden"> {
  widths: number[];
}

/** One trained network. */
export interface WidthRun {
  width: number;
  test: number;
  outside: number;
  /** MS by matching layer, over the items and over Gaussian rows. */
  matching: number[];
  gaussian: number[];
  /** MS of Gaussian rows in the untrained network. */
  before: number[];
}

export default experiment<WidthSettings, WidthRun[]>({
  at: import.meta,
  revision: 1,
  settings: {
    ...SHORT,
    condition: SHORT_CONDITION,
    widths: [32, 64, 128],
  },
  seeds: [0, 1, 2],
  steps: ({ widths, trainingSteps }) => widths.length * trainingSteps,
  run: async (settings, seed, context) => {
    return await Array.fromAsync(settings.widths, async (width) => {
      const { task, record: { model, parameters, snapshots }, curves } = await trainChain(
        { ...settings, width, hidden: 2 * width },
        { condition: settings.condition, seed, context, part: `width ${width}`, snapshotAt: [0] },
      );
      const start = Float64Array.from(snapshots[0].values.parameters);
      const { matching, gaussian } = finalReadings({ model, parameters, task }, seed);
      return {
        width,
        test: atEnd(curves.test),
        outside: atEnd(curves.outside),
        matching,
        gaussian,
        before: finalReadings({ model, parameters: start, task }, seed).gaussian,
      };
    });
  },
});
