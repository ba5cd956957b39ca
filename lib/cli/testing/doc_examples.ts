/**
 * Files of a folder whose doc comments contain TypeScript examples, in alphabetical order.
 *
 * @param folder folder to search, with its subfolders
 * @returns paths that start with `folder`
 */
export async function filesWithExamples(folder: string): Promise<string[]> {
  const files: string[] = [];
  for await (const entry of Deno.readDir(folder)) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory) { for (const item of await filesWithExamples(path)) files.push(item); }
    else if (entry.name.endsWith(".ts") && hasExample(await Deno.readTextFile(path))) files.push(path);
  }
  return files.sort();
}

/** Whether TypeScript code has an example in a doc comment: a line ` * ```ts`, not marked `ignore`. */
export function hasExample(code: string): boolean {
  return /^\s*\*\s*```(ts|typescript)\s*$/m.test(code);
}
