/**
 * Calls a function with the path of a temporary file.
 *
 * @param bytes content of the file
 * @param suffix end of its name, e.g. `.ttf`
 * @param use receives the path; the file is removed afterwards
 * @returns what the function returns
 */
export function withFile<T>(bytes: Uint8Array<ArrayBuffer>, suffix: string, use: (path: string) => T): T {
  const path = Deno.makeTempFileSync({ suffix });
  try {
    Deno.writeFileSync(path, bytes);
    return use(path);
  } finally {
    Deno.removeSync(path);
  }
}
