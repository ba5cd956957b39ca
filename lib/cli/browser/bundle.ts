import { join } from "node:path";
import { runDeno } from "../run_deno.ts";
import { BUNDLE_CONFIG } from "./bundle_config.ts";

/**
 * Bundle a module and all that it imports for a browser, with the stand-ins of {@linkcode BUNDLE_CONFIG}.
 *
 * @param root folder of the repository
 * @param entry path of the module, which imports rooms by their names, `@paper-notebooks/lib/…`
 * @param output path of the script to write
 * @param further further options of `deno bundle`
 * @throws {Error} where Deno cannot bundle it, with what it says
 */
export async function bundle(
  root: string,
  entry: string,
  output: string,
  further: readonly string[] = [],
): Promise<void> {
  const options = [
    "--quiet",
    "--platform",
    "browser",
    "--config",
    join(root, BUNDLE_CONFIG),
    "--output",
    output,
  ];
  const { code, output: said } = await runDeno(["bundle", ...options, ...further, entry], { cwd: root });
  if (code !== 0) throw new Error(`bundle: ${entry} cannot be bundled for a browser, got\n${said.trim()}`);
}
