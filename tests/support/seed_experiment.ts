/** An experiment that behaves as its settings say, for tests of worker processes. */
import { experiment } from "../../lib/experiments/mod.ts";
import { type RunContext, TrainingStopped } from "../../lib/train/mod.ts";

/** What a run does; a `marker` file remembers that it was tried before. */
export type SeedSettings =
  | { kind: "square" }
  | { kind: "checkpoint" }
  | { kind: "print" }
  | { kind: "throw"; seed: number }
  | { kind: "die"; seed: number }
  | { kind: "die once"; seed: number; marker: string }
  | { kind: "wait" }
  | { kind: "not a number" };

async function run(settings: SeedSettings, seed: number, context: RunContext): Promise<unknown> {
  switch (settings.kind) {
    case "square":
      // Later seeds are faster, so that runs finish out of order.
      await new Promise((resolve) => setTimeout(resolve, 40 - 10 * (seed % 4)));
      context.progress("all", { step: seed, steps: seed, loss: 0 });
      return { square: seed * seed };
    case "checkpoint":
      return [context.checkpoint("first"), context.checkpoint("second")];
    case "print":
      console.log(`line of ${seed}`);
      await Deno.stdout.write(new TextEncoder().encode(`half a line of ${seed}`));
      return seed;
    case "throw":
      if (seed === settings.seed) throw new RangeError(`no luck with ${seed}`);
      return seed;
    case "die":
      if (seed === settings.seed) Deno.kill(Deno.pid, "SIGKILL");
      return seed;
    case "die once":
      if (seed === settings.seed && await isFirst(settings.marker)) Deno.kill(Deno.pid, "SIGKILL");
      return seed;
    case "wait":
      context.progress("waiting", { step: 5, steps: 10, loss: 0 });
      await new Promise((resolve) => context.signal.addEventListener("abort", resolve));
      throw new TrainingStopped(5, context.checkpoint("waiting"));
    case "not a number":
      return { curve: [1, NaN] };
  }
}

async function isFirst(marker: string): Promise<boolean> {
  try {
    await Deno.writeTextFile(marker, "", { createNew: true });
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.AlreadyExists) return false;
    throw error;
  }
}

export default experiment<SeedSettings, unknown>({
  at: import.meta,
  revision: 1,
  settings: { kind: "square" },
  seeds: [1, 2],
  steps: () => 1,
  run,
});
