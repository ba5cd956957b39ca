/**
 * Writes a configuration that is made, only where its text has changed.
 *
 * @returns its path
 */
export async function writeConfig(path: string, text: string): Promise<string> {
  const present = await Deno.readTextFile(path).catch((error: unknown) => {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  });
  if (present === text) return path;
  // Two tasks may run at the same time; with a rename, the other one never sees an incomplete file.
  const temporary = `${path}.${Deno.pid}.tmp`;
  await Deno.writeTextFile(temporary, text);
  await Deno.rename(temporary, path);
  return path;
}
