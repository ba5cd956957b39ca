/** The protocol by which the bench asks a process for losses and times. */
import process from "node:process";
import { createInterface } from "node:readline";

/** What is measured: steps of training, or anything else that is done a number of times. */
export interface Served {
  /** First values, by which sides are compared. */
  losses(count: number): Promise<Iterable<number>>;
  /** Does a number of steps. */
  advance(steps: number): Promise<void>;
}

/** Prints one JSON line. */
export function answer(value: unknown): void {
  console.log(JSON.stringify(value));
}

/** CPU time of this process so far, user and system, in milliseconds. */
export function cpuMilliseconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/**
 * Reads requests from standard input until it ends, one JSON line each (`{"do": "losses", "steps": n}`,
 * `{"do": "time", "steps": n}`), and answers each by one JSON line.
 */
export async function serve(served: Served): Promise<void> {
  for await (const line of createInterface({ input: process.stdin })) {
    const { do: what, steps } = JSON.parse(line) as { do: string; steps: number };
    if (what === "losses") {
      answer({ losses: [...await served.losses(steps)] });
      continue;
    }
    const wall = performance.now(), cpu = cpuMilliseconds();
    await served.advance(steps);
    answer({
      millisecondsPerStep: (cpuMilliseconds() - cpu) / steps,
      wallMillisecondsPerStep: (performance.now() - wall) / steps,
    });
  }
}
