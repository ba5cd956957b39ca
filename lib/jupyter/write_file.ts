/**
 * Writes a text file so that a reader, or a crash, meets the old file or the whole new one, never a part.
 *
 * The text goes to a temporary file in the same folder, which then takes the name.
 *
 * @param path the file
 * @param text its new content
 * @throws {Deno.errors.NotFound} where the folder does not exist
 */
export async function writeFileAtomically(path: string, text: string): Promise<void> {
  const temporary = `${path}.${crypto.randomUUID().slice(0, 8)}.tmp`;
  try {
    await Deno.writeTextFile(temporary, text);
    await Deno.rename(temporary, path);
  } catch (error) {
    await Deno.remove(temporary).catch(() => {});
    throw error;
  }
}
