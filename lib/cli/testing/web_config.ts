import { STAND_INS } from "../browser/stand_ins.ts";
import { offlineConfig } from "./offline_config.ts";
import { writeConfig } from "./write_config.ts";

const RUNTIME = "lib/graph/onnx/runtime.ts";

/**
 * Writes `deno.web.json` beside `deno.json`, with which tests run on the ONNX Runtime of a browser in place of the native
 * one, and with the `@std/assert` stand-in.
 *
 * @param root folder of the repository
 * @returns options for `deno test`
 */
export async function webOptions(root: string): Promise<string[]> {
  const config = JSON.parse(offlineConfig(await Deno.readTextFile(`${root}/deno.json`)));
  config.imports[`./${RUNTIME}`] = `./${STAND_INS[RUNTIME]}`;
  const path = await writeConfig(`${root}/deno.web.json`, JSON.stringify(config, null, 2) + "\n");
  return ["--config", path, "--no-lock"];
}
