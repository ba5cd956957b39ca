/** Removes a folder that may not exist. */

/** Removes a folder and its content; nothing happens if there is none. */
export async function removeFolder(folder: string | URL): Promise<void> {
  await Deno.remove(folder, { recursive: true }).catch((error) => {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  });
}
