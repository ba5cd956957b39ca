/**
 * Entry point of a process that makes probes: it reads one line of JSON per request and writes the probe.
 *
 * `task verify` runs this file from an earlier commit together with today's, so its messages must not change.
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
