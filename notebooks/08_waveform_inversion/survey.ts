/** The surveys of this notebook, over models that are made by formula, and where inversions begin. */
import { gaussianSmooth, linearInDepth, modelByName, type ModelName } from "../../lib/wave/models/mod.ts";
import { SyntheticSurvey, type SyntheticSurveySettings } from "../../lib/wave/surveys/mod.ts";

/** Starts of an inversion: Gaussian-smoothed truth (cells), linear in depth, or constant (m/s). */
export type StartName = `smooth ${number}` | "linear" | `constant ${number}`;

/** Velocities of the linear start at top and bottom, m/s. */
const LINEAR = [1550, 2900] as const;

/** A survey with starts by name. */
export class Survey extends SyntheticSurvey {
  /** A survey over one of the models that are made by formula. */
  static of(settings: SyntheticSurveySettings, name: ModelName): Survey {
    return new Survey(settings, modelByName(name, settings));
  }

  /** A model to begin with. */
  start(name: StartName): Float64Array {
    const [kind, number] = name.split(" "), value = Number(number);
    if (kind === "smooth") return this.complete(gaussianSmooth(this.truth, this.settings, value));
    const [top, bottom] = kind === "linear" ? LINEAR : [value, value];
    return this.complete(linearInDepth(this.settings, top, bottom).velocity);
  }
}
