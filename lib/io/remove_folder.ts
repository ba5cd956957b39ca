/** Removing a folder that may not be there. */

/** Remove a folder and all in it; nothing happens where there is none. */
export async function removeFolder(folder: string | URL): Promise<void> {
  await Deno.remove(folder, { recursive: true }).catch((error) => {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  });
}
