/** Which engine a checkpoint was made with. */
import { type EngineName, ENGINES } from "../graph/mod.ts";
import { readCheckpoint } from "./checkpoint.ts";
import { CheckpointError } from "./errors.ts";

/**
 * The engine whose run a checkpoint belongs to; undefined where there is no checkpoint, or it is of no such run.
 *
 * A training with engine "auto" goes on with the engine that it began with: engines round differently, and the curves of
 * two in one would be those of neither.
 *
 * @param keyOf key of this training's run on an engine
 */
export async function rememberedEngine(
  checkpoint: string | undefined,
  keyOf: (engine: EngineName) => string,
): Promise<EngineName | undefined> {
  if (!checkpoint) return undefined;
  for (const engine of ENGINES) {
    try {
      return await readCheckpoint(checkpoint, keyOf(engine)) ? engine : undefined;
    } catch (error) {
      if (!(error instanceof CheckpointError)) throw error;
    }
  }
  return undefined;
}
