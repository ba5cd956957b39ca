/** Makes probes in separate processes, of this checkout or of another one. */
import { join } from "node:path";
import { DATA_DIRECTORY_VARIABLE } from "../../data/data_directory.ts";
import { lines, MESSAGE_MARK } from "../workers/worker_protocol.ts";
import type { ProbeRequest } from "../probe_process.ts";
import type { Probe } from "./probe.ts";

/** A probe that failed; the message contains the output of its process. */
export class ProbeError extends Error {
  override name = "ProbeError";
}

/** Request for a probe. */
export interface ProbeRun {
  readonly signal?: AbortSignal | undefined;
  /** Whether it may read downloaded data sets besides those from packages; `true` by default. */
  readonly files?: boolean;
}

/**
 * Makes a probe.
 *
 * @param root folder of the checkout whose code makes it
 * @throws {ProbeError} if it fails
 */
export async function runProbe(
  root: string,
  request: ProbeRequest,
  { signal, files = true }: ProbeRun = {},
): Promise<Probe> {
  const { [DATA_DIRECTORY_VARIABLE]: _, ...withoutFiles } = Deno.env.toObject();
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--quiet", join(root, "lib/experiments/probe_process.ts")],
    cwd: root,
    ...(files ? {} : { env: withoutFiles, clearEnv: true }),
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
    ...(signal ? { signal } : {}),
  }).spawn();
  const said = new Response(child.stderr).text();
  const input = child.stdin.getWriter();
  await input.write(new TextEncoder().encode(JSON.stringify(request) + "\n")).catch(() => {});
  await input.close().catch(() => {});
  let probe: Probe | null = null;
  for await (const line of lines(child.stdout)) {
    const mark = line.indexOf(MESSAGE_MARK);
    if (mark >= 0) probe = JSON.parse(line.slice(mark + 1)) as Probe;
  }
  const { code } = await child.status, text = (await said).trim();
  if (probe) return probe;
  throw new ProbeError(
    `the probe of ${request.module}, seed ${request.seed}, ended with code ${code} and gave nothing:\n${text}`,
  );
}
