/** Thrown where a file is not what it was read as: cut, too large, of another type of number or another shape. */
export class WaveFileError extends Error {
  override readonly name = "WaveFileError";
}
