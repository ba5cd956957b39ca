/** The first figure of the notebook, from stored results of the full profile. */
import { runs } from "../../lib/experiments/mod.ts";
import { type Figure, panelFigure } from "../../lib/figure/mod.ts";
import noiseDigits from "./noise_digits.ts";
import { curvaturePanel, flatnessPanel } from "./noise_figures.ts";
import { weakErrorPanel } from "./path_figures.ts";
import weakError from "./weak_error.ts";

/** Orders of the equations, and the noise of gradients on digits against flatness and curvature. */
export async function heroFigure(): Promise<Figure> {
  const stored = { profile: "full", say() {} } as const;
  const paths = await runs(weakError, stored), digits = await runs(noiseDigits, stored);
  const [flat, curved] = [flatnessPanel, curvaturePanel].map((panel) =>
    panel({ name: "digits, slope", runs: digits }, "gradient")
  );
  return panelFigure({
    title:
      "Equations follow dropout to their order; its noise is small in flat directions, large in curved ones",
    panels: [weakErrorPanel(paths.results, 0.8, "norm2"), flat, curved],
    gapX: 0.1,
    width: 980,
    height: 440,
  });
}
