/** Location of the native library of tfjs-node that `task gpu` builds. */
import { nativePath, ownNativePath } from "../native_path.ts";

/** Environment variable that names a native library, `tfjs_binding.node`. */
export const BINDING_VARIABLE = "TFJS_NODE_BINDING";

const NAME = "tfjs_binding.node";

/** Path where `task gpu` puts it; undefined if this code is not on disk. */
export const ownBindingPath = (): string | undefined => ownNativePath(NAME);

/**
 * Path of the native library in the environment variable, otherwise of the one that `task gpu` built; undefined if
 * there is none.
 *
 * @throws {Error} if the environment variable names a missing file
 */
export const builtBinding = (): string | undefined => nativePath(NAME, BINDING_VARIABLE);
