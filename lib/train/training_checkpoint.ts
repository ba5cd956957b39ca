/** The checkpoint of a training: its description, and whether an existing one fits. */
import { type Checkpoint, type OpenCheckpoint, openCheckpoint } from "./checkpoint.ts";
import { CheckpointError } from "./errors.ts";
import {
  differingParts,
  differingSchedule,
  type Observations,
  partsKey,
  type RunParts,
  type ScheduleSamples,
} from "./run_parts.ts";
import type { StartState } from "./start_state.ts";
import type { TrainingOptions } from "./training_options.ts";
import type { TrainingPrograms } from "./training_programs.ts";
import type { SavedReadings } from "./training_readings.ts";
import type { TrainingReport } from "./training_watch.ts";

/** What a checkpoint stores about a training, besides its arrays. */
export interface SavedState extends SavedReadings {
  readonly parts: RunParts;
  readonly schedule: ScheduleSamples;
  readonly observations: Observations;
  readonly step: number;
  readonly loss: number | null;
  readonly watched?: Parameters<TrainingReport["restore"]>[0];
}

/** An existing checkpoint of a training. */
export interface FoundCheckpoint {
  readonly state: SavedState;
  readonly arrays: Checkpoint["arrays"];
}

/** Opens the checkpoint of a training, which must be its own; throws what `train` throws for one that does not fit. */
export async function openTrainingCheckpoint(
  path: string,
  { steps, optimizer }: TrainingOptions,
  { parts, observations }: TrainingPrograms,
  { age }: StartState,
): Promise<{ open: OpenCheckpoint; found: FoundCheckpoint | null }> {
  const open = await openCheckpoint(path, partsKey(parts), {
    explain: (state) => differingParts((state as Partial<SavedState>).parts ?? {}, parts),
    isFinished: ({ state }) => {
      const saved = state as SavedState;
      return saved.step === steps && JSON.stringify(saved.observations) === JSON.stringify(observations);
    },
  });
  if (!open.found) return { open, found: null };
  const state = open.found.state as SavedState;
  const refused = differingSchedule(state.schedule, optimizer, age) ||
    (state.step > steps ? `it has made ${state.step} steps, this run asks for ${steps}` : "");
  if (refused === "") return { open, found: { state, arrays: open.found.arrays } };
  await open.close();
  throw new CheckpointError(
    `checkpoint ${path}: it belongs to another run (${refused}); delete it to start again`,
  );
}
