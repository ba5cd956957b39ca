/** Figures of the handwritten digits. */
import { curve, type Figure, lossAxis, OKABE_ITO, seedBand, share } from "../../lib/figure/mod.ts";
import { AMPLITUDE, board, FREQUENCY, STEP_PLUS_ONE, trainTest } from "./figures_shared.ts";
import type { DigitSet, MnistRun, NetworkName } from "./mnist_scale.ts";

const { black, blue, orange, vermillion } = OKABE_ITO;
const SETS: readonly DigitSet[] = ["train", "all"];

/** The networks in the order of the figures, and what they are called there. */
export const NETWORKS: readonly [NetworkName, string][] = [
  ["large", "α = 8, Adam"],
  ["usual", "α = 1, SGD"],
  ["usualAdam", "α = 1, Adam"],
];

/** Accuracies of the three networks. */
export function digitAccuracy(results: readonly MnistRun[]): Figure {
  return board("MNIST: accuracy from large and from usual initial parameters", 400, {
    panels: NETWORKS.map(([name, title]) => {
      const runs = results.map((run) => run.networks[name]), x = runs[0].steps.map((step) => step + 1);
      return {
        title,
        data: trainTest(x, runs.map((run) => run.trainAccuracy), runs.map((run) => run.testAccuracy)),
      };
    }),
    sameY: true,
    xaxis: STEP_PLUS_ONE,
    yaxis: share("accuracy"),
  });
}

/** Spectra of labels and output of one seed, on the training and on all digits. */
export function digitSpectra({ frequencies, target, networks }: MnistRun): Figure {
  // Every eighth of a thousand frequencies is enough for a picture.
  const some = (values: readonly number[]) => values.filter((_, j) => values.length < 1000 || j % 8 === 0);
  const x = some(frequencies), colours = [vermillion, orange, blue];
  return board("MNIST: spectra of labels and output along the principal direction", 640, {
    panels: SETS.flatMap((set) =>
      NETWORKS.slice(0, 2).map(([name, title]) => ({
        title: `${title}, ${set === "train" ? "training digits" : "all digits"}`,
        data: [
          curve({ name: "labels", x, y: some(target[set]), color: black, size: 3 }),
          ...networks[name].spectra.map((spectrum, i) =>
            curve({
              name: `output at step ${spectrum.step}`,
              x,
              y: some(spectrum[set]),
              color: colours[i],
              size: 1.5,
            })
          ),
        ],
      }))
    ),
    columns: 2,
    xaxis: FREQUENCY,
    yaxis: { ...AMPLITUDE, type: "log" },
  });
}

/** Relative errors of the output's spectrum in both halves of the band. */
export function halfErrors(results: readonly MnistRun[]): Figure {
  return board("MNIST: relative error of the output's spectrum, low and high half of the band", 560, {
    panels: SETS.flatMap((set) =>
      NETWORKS.map(([name, title]) => {
        const runs = results.map((run) => run.networks[name]), x = runs[0].steps.map((step) => step + 1);
        const band = (half: "low" | "high", color: string) =>
          seedBand({
            x,
            curves: runs.map((run) => run.errors[set][half]),
            name: `${half} half`,
            color,
            spread: "geometric",
          });
        return {
          title: `${title}, ${set === "train" ? "training" : "all"}`,
          data: [...band("low", blue), ...band("high", vermillion)],
        };
      })
    ),
    columns: 3,
    sameY: true,
    xaxis: STEP_PLUS_ONE,
    yaxis: lossAxis("relative error"),
  });
}
