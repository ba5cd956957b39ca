/** Which engine a checkpoint was made with. */
import { type EngineName, ENGINES } from "../graph/mod.ts";
import { readCheckpoint } from "./checkpoint.ts";
import type { RunParts } from "./run_parts.ts";

/**
 * The engine that made a checkpoint; undefined if there is no checkpoint.
 *
 * A training with engine "auto" goes on with the engine that it began with: engines round differently, and the curves
 * of two in one would be those of neither.
 *
 * @throws {CheckpointError} for a file that cannot be read or is damaged
 */
export async function rememberedEngine(checkpoint: string | undefined): Promise<EngineName | undefined> {
  if (!checkpoint) return undefined;
  const found = await readCheckpoint(checkpoint), { parts } = (found?.state ?? {}) as { parts?: RunParts };
  return ENGINES.find((engine) => engine === parts?.engine);
}
