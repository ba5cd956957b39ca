import { dirname, join } from "node:path";
import { createRequire } from "node:module";
import "minisearch";
import katexPackage from "katex/package.json" with { type: "json" };
import plotlyPackage from "plotly.js-cartesian-dist-min/package.json" with { type: "json" };
import { npmFile } from "../figure/static/npm_file.ts";

/**
 * The files of libraries that the site's pages load, from Deno's cache: plotly.js, MiniSearch, style and fonts of
 * KaTeX.
 *
 * @returns content by path in the site
 */
export async function libraryFiles(): Promise<Map<string, string | Uint8Array>> {
  const files = new Map<string, string | Uint8Array>();
  files.set("assets/plotly.min.js", await Deno.readFile(npmFile(plotlyPackage, plotlyPackage.main)));
  const style = npmFile(katexPackage, "dist/katex.min.css");
  // Browsers use the first form of a font, woff2; the others are not needed.
  const css = (await Deno.readTextFile(style)).replace(/,url\([^)]*\.(?:woff|ttf)\) format\("[a-z]+"\)/g, "");
  files.set("assets/katex/katex.min.css", css);
  for (const [, font] of css.matchAll(/url\(([^)]*)\)/g)) {
    files.set(`assets/katex/${font}`, await Deno.readFile(join(dirname(style), font)));
  }
  // The package has no script for browsers among its exports; this one is made from its CommonJS module.
  const search = createRequire(npmFile(katexPackage, "package.json")).resolve("minisearch");
  const module = (await Deno.readTextFile(search)).replace(/^\/\/# sourceMappingURL.*$/m, "");
  files.set(
    "assets/minisearch.js",
    `globalThis.MiniSearch = (() => {\nconst module = { exports: {} };\n${module}\nreturn module.exports;\n})();\n`,
  );
  return files;
}
