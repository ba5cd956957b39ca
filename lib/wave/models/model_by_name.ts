/** Models by name, so that settings can carry them. */
import { requireOneOf } from "../../checks.ts";
import type { ModelGrid, VelocityModel } from "../velocity_model.ts";
import { layeredFaultLens } from "./layered_fault_lens.ts";
import { marmousiLike } from "./marmousi_like.ts";
import { overthrustLike } from "./overthrust_like.ts";
import { saltBody } from "./salt_body.ts";

const MODELS = { layeredFaultLens, marmousiLike, overthrustLike, saltBody } as const;

/** Names that {@linkcode modelByName} knows. */
export type ModelName = keyof typeof MODELS;

/** All names. */
export const MODEL_NAMES = Object.keys(MODELS) as readonly ModelName[];

/**
 * The model of a name on a grid.
 *
 * @throws {RangeError} for an unknown name or fewer than two nodes along an axis
 */
export function modelByName(name: ModelName, grid: ModelGrid): VelocityModel {
  return MODELS[requireOneOf("model", "name", name, MODEL_NAMES)](grid);
}
