/** The problems of the paper by name, so that settings and results can carry them. */
import type { PdeProblem } from "../problem.ts";
import { burgers } from "./burgers.ts";
import { diffusion } from "./diffusion.ts";
import { heat } from "./heat.ts";
import { poisson } from "./poisson.ts";
import { wave } from "./wave.ts";

/** Names that {@linkcode problemByName} knows. */
export type ProblemName = "poisson" | "burgers" | "heat" | "diffusion" | "wave";

const PROBLEMS: Readonly<Record<ProblemName, () => PdeProblem>> = { poisson, burgers, heat, diffusion, wave };

/**
 * A problem of the paper with its usual settings.
 *
 * @throws {RangeError} for an unknown name
 */
export function problemByName(name: ProblemName): PdeProblem {
  if (!Object.hasOwn(PROBLEMS, name)) {
    throw new RangeError(`problemByName: "${name}" is unknown, allowed ${Object.keys(PROBLEMS).join(", ")}`);
  }
  return PROBLEMS[name]();
}
