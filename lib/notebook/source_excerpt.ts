/** The code of an experiment, shown in its notebook from the file itself. */
import { type Displayable, displayable } from "./display.ts";
import { moduleUrl } from "./module_url.ts";

/**
 * A top-level function of a module, folded.
 *
 * @param module a local module, e.g. "./01_name/experiment.ts" in a notebook
 * @param name name of the function
 * @throws {RangeError} if the module has no such function
 */
export async function sourceExcerpt(module: string | URL, name: string): Promise<Displayable> {
  const url = moduleUrl(module), text = await Deno.readTextFile(url);
  const lines = text.split("\n");
  const start = lines.findIndex((line) => new RegExp(`^(export )?(async )?function ${name}\\b`).test(line));
  if (start < 0) throw new RangeError(`sourceExcerpt: ${module} has no function ${name}`);
  const end = lines.indexOf("}", start);
  const code = lines.slice(start, end + 1).join("\n"),
    file = url.pathname.split("/").slice(-2).join("/");
  return displayable({
    "text/markdown":
      `<details><summary>The code of each run: <code>${name}</code> in <code>${file}</code></summary>\n\n` +
      `\`\`\`ts\n${code}\n\`\`\`\n\n</details>`,
    "text/plain": code,
  });
}
