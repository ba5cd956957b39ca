/** The functions of `Deno.jupyter` through which cells show something; Deno's types list them only with unstable ones. */
export interface JupyterApi {
  /** Broadcasts a message to all clients. */
  broadcast(type: string, content: Record<string, unknown>, options?: BroadcastOptions): Promise<void>;
  /** Shows a value. */
  display(value: unknown, options?: unknown): Promise<void>;
}

/** What goes with a broadcast beside its content. */
export interface BroadcastOptions {
  /** Metadata of the message. */
  metadata?: Record<string, unknown>;
}

/** What Deno's runtime keeps for its own modules and its kernel; each part may be missing in another version. */
export interface KernelInternals {
  /** The class of `console`. */
  Console?: new (print: (text: string, level: number) => void) => Record<string, unknown>;
  /** Functions of the runtime's core. */
  core?: {
    /** Prints to the notebook. */
    print?(text: string, isError: boolean): void;
    /** Whether timers, promises of the runtime or workers are still to come. */
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

/** The runtime's own parts, empty where they are hidden. */
export function kernelInternals(): KernelInternals {
  const deno = Deno as unknown as Record<PropertyKey, unknown>;
  return deno[deno.internal as symbol] as KernelInternals | undefined ?? {};
}
