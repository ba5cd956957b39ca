/**
 * Entry of a process that makes probes: a line of JSON for each on its input, the probe on its output.
 *
 * `task verify` runs this file of an earlier commit beside today's, so that its messages must stay as they are.
 */
import { loadExperiment } from "./experiment.ts";
import { probe } from "./verify/probe.ts";
import { lines, MESSAGE_MARK } from "./workers/worker_protocol.ts";

/** A line of the input; the module is a path in the repository. */
export interface ProbeRequest {
  readonly module: string;
  readonly settings: unknown;
  readonly seed: number;
  readonly limit: number | null;
}

if (import.meta.main) {
  for await (const line of lines(Deno.stdin.readable)) {
    const { module, ...options } = JSON.parse(line) as ProbeRequest;
    const experiment = await loadExperiment(new URL(`../../${module}`, import.meta.url));
    console.log(MESSAGE_MARK + JSON.stringify(await probe(experiment, options)));
  }
}
