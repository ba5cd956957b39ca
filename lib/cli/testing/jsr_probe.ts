import { OFFLINE_CONFIG, writeOfflineConfig } from "./offline_config.ts";
import { runDeno } from "../run_deno.ts";
import { UsageError } from "../usage_error.ts";

/** Source of `@std/assert` for the tests, and the options that Deno needs for it. */
export interface AssertSource {
  /** `jsr`: the original from the registry; `stand-in`: `tests/support/assert`. */
  readonly kind: "jsr" | "stand-in";
  /** Options for `deno test`, `deno check` and the like. */
  readonly options: readonly string[];
  /** One line for the user. */
  readonly line: string;
}

const PROBED = "jsr:@std/assert@1";
const TIMEOUT_MS = 10_000;

/**
 * Checks whether `@std/assert` is available from the JSR registry, and picks the stand-in if it is not.
 *
 * The environment variable `PAPERS_ASSERT` (`jsr` or `stand-in`) forces one of them.
 *
 * @param root folder of the repository; `deno.offline.json` is written there when the stand-in is used
 * @param forced value of `PAPERS_ASSERT`
 * @throws {UsageError} for another value of `PAPERS_ASSERT`
 */
export async function assertSource(
  root: string,
  forced: string | undefined = Deno.env.get("PAPERS_ASSERT"),
): Promise<AssertSource> {
  if (forced !== undefined && forced !== "" && forced !== "jsr" && forced !== "stand-in") {
    throw new UsageError(
      `Cannot pick @std/assert: PAPERS_ASSERT is ${JSON.stringify(forced)}, allowed are "jsr" and "stand-in"`,
    );
  }
  const reason = forced ? `PAPERS_ASSERT=${forced}` : undefined;
  const useJsr = forced ? forced === "jsr" : await jsrAnswers(root);
  if (useJsr) {
    return {
      kind: "jsr",
      options: ["--config", `${root}/deno.json`],
      line: `@std/assert: the original (${reason ?? "JSR answers"})`,
    };
  }
  const config = await writeOfflineConfig(root);
  return {
    kind: "stand-in",
    options: ["--config", config, "--no-lock"],
    line: `@std/assert: the stand-in in tests/support/assert, through ${OFFLINE_CONFIG} (${
      reason ?? "JSR does not answer"
    })`,
  };
}

/** Asks Deno itself, which knows registry, mirror, proxy and cache; also true if only the cache has the package. */
async function jsrAnswers(root: string): Promise<boolean> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const { code, output } = await runDeno(["info", "--no-config", "--no-lock", "--json", PROBED], {
    cwd: root,
    signal,
  });
  // `deno info` reports a module that cannot be loaded inside its JSON, and exits with 0.
  return code === 0 && !signal.aborted && !/"error":/.test(output);
}
