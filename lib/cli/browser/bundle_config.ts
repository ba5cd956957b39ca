import { relative } from "node:path";
import { STAND_INS } from "./stand_ins.ts";

/** The configuration for bundles, from the repository; `deno bundle --config` takes it. */
export const BUNDLE_CONFIG = "lib/browser/bundle.json";

/** Rooms that a browser can load, with what they need: no Node, no Deno, no disk. */
export const BROWSER_ROOMS = ["graph", "linalg", "nn", "optim", "random", "spectral", "stats", "train"];

/** Packages that these rooms import. */
const PACKAGES = [
  "@noble/hashes",
  "@tensorflow/tfjs-backend-cpu",
  "@tensorflow/tfjs-core",
  "fft.js",
  "ml-matrix",
  "onnxruntime-web",
  "protobufjs",
  "pure-rand",
  "simple-statistics",
];

/** What {@linkcode bundleConfig} reads of the repository's configuration. */
interface Config {
  readonly name: string;
  readonly imports: Readonly<Record<string, string>>;
}

/**
 * Text of {@linkcode BUNDLE_CONFIG}: an import map with the pinned packages, the library's rooms by their names, and the
 * modules that stand for those that need Deno or a native library.
 *
 * @param denoJson text of the repository's `deno.json`
 */
export function bundleConfig(denoJson: string): string {
  const { name, imports } = JSON.parse(denoJson) as Config;
  const local = (path: string) => {
    const found = relative("lib/browser", path);
    return found.startsWith(".") ? found : `./${found}`;
  };
  const config = {
    imports: Object.fromEntries([
      ...PACKAGES.map((key) => [key, imports[key]]),
      ...BROWSER_ROOMS.map((room) => [`${name}/${room}`, local(`lib/${room}/mod.ts`)]),
      ...Object.entries(STAND_INS).map(([from, to]) => [local(from), local(to)]),
    ]),
    lock: false,
  };
  return JSON.stringify(config, null, 2) + "\n";
}
