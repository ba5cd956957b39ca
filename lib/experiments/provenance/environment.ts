/** The environment in which a result was computed. */
import { ROUNDING } from "../../graph/rounding.ts";
import type { Closure } from "./closure.ts";

/** Code, packages and processor behind results. */
export interface Environment {
  /** Commit of the repository, with `changed` if files differed from it; "unknown" outside a repository. */
  readonly commit: string;
  readonly changed: boolean;
  /** Digest of the code, see {@linkcode Closure}. */
  readonly closure: string;
  /** How the training engine rounds, see `ROUNDING`. */
  readonly rounding: number;
  /** Kind of processor: processors of one kind give the same bits. */
  readonly processor: string;
  readonly deno: string;
  /** Pinned packages of the code. */
  readonly packages: readonly string[];
}

/** Processor flags that determine which kernels a runtime chooses. */
const FEATURES = /^(sse4_2|avx|avx2|fma|f16c|avx_vnni|avx512\w*|amx_\w+|asimd\w*|sve\w*|i8mm|bf16)$/;

/**
 * Kind of this machine's processor: architecture and the flags by which numerical code chooses its kernels. If a system
 * does not report the flags, the kind differs from that of every other machine.
 */
export async function processorKind(): Promise<string> {
  const { arch, os } = Deno.build;
  const text = await Deno.readTextFile("/proc/cpuinfo").catch(() => "");
  const line = /^(?:flags|Features)\s*:\s*(.*)$/m.exec(text)?.[1];
  if (line === undefined) return `${arch}, ${os}, flags unknown`;
  return [arch, ...line.split(/\s+/).filter((flag) => FEATURES.test(flag)).sort()].join(" ");
}

/** Whether two kinds of processors give the same bits. */
export function isSameKind(one: string, other: string): boolean {
  return one === other && !one.includes("unknown");
}

/** The environment of this process, for code with this closure. */
export async function environmentNow(closure: Closure): Promise<Environment> {
  const { commit, changed } = await commitNow();
  return {
    commit,
    changed,
    closure: closure.digest,
    rounding: ROUNDING,
    processor: await processorKind(),
    deno: Deno.version.deno,
    packages: closure.packages.filter((name) => !name.startsWith("node:")),
  };
}

/** The checked-out commit, and whether code differs from it; "unknown" outside a repository. */
export async function commitNow(): Promise<Pick<Environment, "commit" | "changed">> {
  const commit = await git(["rev-parse", "HEAD"]);
  if (commit === null) return { commit: "unknown", changed: true };
  const differing = await git([
    "status",
    "--porcelain",
    "--",
    "lib",
    ":(glob)notebooks/**/*.ts",
    "deno.json",
  ]);
  return { commit, changed: differing !== "" };
}

/** Output of git in the repository of this library; `null` if there is none. */
export async function git(args: readonly string[]): Promise<string | null> {
  try {
    const cwd = new URL("../../../", import.meta.url);
    const { code, stdout } = await new Deno.Command("git", { args: [...args], cwd, stderr: "null" }).output();
    return code === 0 ? new TextDecoder().decode(stdout).trim() : null;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}
