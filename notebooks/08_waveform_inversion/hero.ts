/** The paper in one figure: truth, start and inversions at equal numbers of wave solves, from stored results. */
import { runs } from "../../lib/experiments/mod.ts";
import type { Figure } from "../../lib/figure/mod.ts";
import comparison, { SHOWN } from "./comparison.ts";
import { storedMaps, velocityMaps } from "./figures.ts";
import { SURVEY } from "./set_up.ts";
import { Survey } from "./survey.ts";

/** Maps of the first model, noise η = 1, seed 0. */
export async function heroFigure(): Promise<Figure> {
  const survey = Survey.of(SURVEY, SHOWN.model),
    stored = await runs(comparison, { profile: "full", say: () => {} });
  const { "CNN, pretrained": _, ...maps } = storedMaps(stored);
  return velocityMaps(
    `Truth, start, and four inversions at equal numbers of wave solves, noise η = ${SHOWN.noise}`,
    survey,
    {
      truth: survey.truth,
      start: survey.start(SHOWN.start),
      ...maps,
    },
  );
}
