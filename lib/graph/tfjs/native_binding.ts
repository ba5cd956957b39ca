/** Where the native library of tfjs-node lies that `task gpu` builds. */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Environment variable that names a native library, `tfjs_binding.node`. */
export const BINDING_VARIABLE = "TFJS_NODE_BINDING";

/** Path at which `task gpu` puts it; undefined if this library is not on disk. */
export function ownBindingPath(): string | undefined {
  const url = new URL("../../../.papers/native/tfjs_binding.node", import.meta.url);
  return url.protocol === "file:" ? fileURLToPath(url) : undefined;
}

/**
 * Path of the native library that the environment names, or else of the one that `task gpu` built; undefined if there
 * is none.
 *
 * @throws {Error} if the environment names a file that is absent
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
