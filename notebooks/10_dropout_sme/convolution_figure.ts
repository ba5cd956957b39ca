/** S11 on the convolutional network. */
import { type Figure, figure, OKABE_ITO, panels, seedBand } from "../../lib/figure/mod.ts";
import type { ConvolutionEnd, ConvolutionRun } from "./convolution_profiles.ts";

/** Profiles of the loss at the ends of training, and where the training without dropout had dropout's last loss. */
export function convolutionFigure(runs: readonly ConvolutionRun[]): Figure {
  const band = (
    name: string,
    of: (run: ConvolutionRun) => ConvolutionEnd,
    color: string,
    dash = "solid",
  ) =>
    seedBand({
      x: runs[0].alphas,
      curves: runs.map((run) => of(run).profile),
      name,
      color,
      dash,
      spread: "geometric",
    });
  const dropout = () => band("with dropout", (run) => run.dropout, OKABE_ITO.black);
  return figure({
    title: "Two convolutions: the loss around the networks, along filter-normalised random directions",
    ...panels({
      panels: [
        {
          title: "at the end of training",
          data: [
            ...dropout(),
            ...band("without", (run) => run.plain, "#777777"),
            ...band("without, another start", (run) => run.otherPlain, OKABE_ITO.orange, "dash"),
          ],
        },
        {
          title: "without dropout stopped at dropout's R_S",
          data: [
            ...dropout(),
            ...band("without", (run) => run.plainAtLoss, "#777777"),
            ...band("without, another start", (run) => run.otherPlainAtLoss, OKABE_ITO.orange, "dash"),
          ],
        },
      ],
      xaxis: { title: { text: "α in R_S(θ + αd)" } },
      yaxis: { title: { text: "R_S" }, type: "log" },
      sameY: true,
    }),
    width: 900,
    height: 400,
  });
}
