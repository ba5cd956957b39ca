/** What a gradient keeps of its forward run. */
export interface CheckpointPlan {
  /** Parts of the run; all but the last are recomputed in the backward pass. */
  readonly segments: number;
  /** Steps of a part, a multiple of the storage interval. */
  readonly length: number;
  /** Stored steps of a part. */
  readonly stored: number;
  /** Saved states of all fields: the start of each part that is recomputed, and meanwhile the adjoint. */
  readonly states: number;
  /** Bytes that all of it takes. */
  readonly bytes: number;
}

/** A memory limit that cannot be met. */
export class MemoryLimitError extends RangeError {
  override name = "MemoryLimitError";
  constructor(/** Bytes allowed. */ readonly limit: number, /** Bytes needed. */ readonly needed: number) {
    super(
      `gradient: one shot needs ${needed} bytes or more, got a memoryLimit of ${limit}; ` +
        "a larger storeEvery or fewer receivers need less",
    );
  }
}

/** Sizes that a plan depends on, in bytes unless named otherwise. */
export interface CheckpointSizes {
  readonly steps: number;
  readonly storeEvery: number;
  /** Of one stored step. */
  readonly stored: number;
  /** Of a state of all fields. */
  readonly state: number;
  /** What is needed anyway. */
  readonly fixed: number;
  readonly limit: number;
}

/**
 * The plan with the fewest parts that keeps a memory limit: each part beyond the first costs one more run of its steps.
 *
 * @throws {MemoryLimitError} if no plan meets it; the error names the least memory needed
 */
export function checkpointPlan(sizes: CheckpointSizes): CheckpointPlan {
  const { steps, storeEvery, limit } = sizes, most = Math.ceil(steps / storeEvery);
  let least = Infinity;
  for (let parts = 1; parts <= most; parts++) {
    const stored = Math.ceil(most / parts), segments = Math.ceil(most / stored);
    const states = segments === 1 ? 0 : segments;
    const bytes = sizes.fixed + stored * sizes.stored + states * sizes.state;
    if (bytes <= limit) return { segments, length: stored * storeEvery, stored, states, bytes };
    least = Math.min(least, bytes);
  }
  throw new MemoryLimitError(limit, least);
}
