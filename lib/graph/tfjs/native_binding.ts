/** Location of the native library of tfjs-node that `task gpu` builds. */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Environment variable that names a native library, `tfjs_binding.node`. */
export const BINDING_VARIABLE = "TFJS_NODE_BINDING";

/** Path where `task gpu` puts it; undefined if this code is not on disk. */
export function ownBindingPath(): string | undefined {
  const url = new URL("../../../.papers/native/tfjs_binding.node", import.meta.url);
  return url.protocol === "file:" ? fileURLToPath(url) : undefined;
}

/**
 * Path of the native library in the environment variable, otherwise of the one that `task gpu` built; undefined if
 * there is none.
 *
 * @throws {Error} if the environment variable names a missing file
 */
export function builtBinding(): string | undefined {
  const named = Deno.env.get(BINDING_VARIABLE);
  if (named) {
    if (existsSync(named)) return named;
    throw new Error(`${BINDING_VARIABLE}: there is no file ${named}`);
  }
  const own = ownBindingPath();
  return own !== undefined && existsSync(own) ? own : undefined;
}
