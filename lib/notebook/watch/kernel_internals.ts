/** The functions of `Deno.jupyter` with which cells display something; Deno's types list them only as unstable. */
export interface JupyterApi {
  /** Broadcasts a message to all clients. */
  broadcast(type: string, content: Record<string, unknown>, options?: BroadcastOptions): Promise<void>;
  /** Shows a value. */
  display(value: unknown, options?: unknown): Promise<void>;
}

/** Additional parts of a broadcast besides its content. */
export interface BroadcastOptions {
  /** Metadata of the message. */
  metadata?: Record<string, unknown>;
}

/** Internals of Deno's runtime for its own modules and its kernel; each part may be missing in another version. */
export interface KernelInternals {
  /** The class of `console`. */
  Console?: new (print: (text: string, level: number) => void) => Record<string, unknown>;
  /** Functions of the runtime's core. */
  core?: {
    /** Prints to the notebook. */
    print?(text: string, isError: boolean): void;
    /** Whether timers, promises of the runtime or workers are pending. */
    eventLoopHasMoreWork?(): boolean;
  };
}

/** `Deno.jupyter`, undefined outside a kernel. */
export function jupyterApi(): JupyterApi | undefined {
  try {
    // Outside the kernel even reading the property throws.
    return (Deno as unknown as { jupyter?: JupyterApi }).jupyter;
  } catch {
    return undefined;
  }
}

/** The runtime's internals, empty if they are hidden. */
export function kernelInternals(): KernelInternals {
  const deno = Deno as unknown as Record<PropertyKey, unknown>;
  return deno[deno.internal as symbol] as KernelInternals | undefined ?? {};
}
