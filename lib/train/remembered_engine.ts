/** Finds the engine that made a checkpoint. */
import { type EngineName, ENGINES } from "../graph/mod.ts";
import { readCheckpoint } from "./checkpoint.ts";
import type { RunParts } from "./run_parts.ts";

/**
 * The engine that made a checkpoint; undefined if there is no checkpoint.
 *
 * A training with engine "auto" resumes with the engine that it began with: engines round differently, so a curve from
 * two engines would belong to neither.
 *
 * @throws {CheckpointError} for a file that cannot be read or is damaged
 */
export async function rememberedEngine(checkpoint: string | undefined): Promise<EngineName | undefined> {
  if (!checkpoint) return undefined;
  const found = await readCheckpoint(checkpoint), { parts } = (found?.state ?? {}) as { parts?: RunParts };
  return ENGINES.find((engine) => engine === parts?.engine);
}
