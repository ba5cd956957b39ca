/** A file that could not be written; the old file is intact, and no partial file is left. */
export class WriteError extends Error {
  override name = "WriteError";
  constructor(readonly path: string, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`${path} could not be written, what was there is unchanged: ${reason}`, { cause });
  }
}
