/** Maximum size of a figure's picture, bytes. */
export const MOST_PNG_BYTES = 60_000;
/** Maximum size of a figure in a notebook, bytes: interactive form, picture and text together. */
export const MOST_FIGURE_BYTES = 250_000;

/**
 * Checks that a figure is small enough for a notebook that is kept under version control.
 *
 * @param title title of the figure, for the message
 * @param bundle the figure by media type
 * @throws {RangeError} if it is larger than {@linkcode MOST_FIGURE_BYTES} as JSON
 */
export function checkFigureSize(title: string, bundle: Readonly<Record<string, unknown>>): void {
  const encoder = new TextEncoder();
  const sizes = Object.entries(bundle).map(([type, value]) => {
    const bytes = encoder.encode(JSON.stringify(value)).length;
    return { type, bytes };
  });
  const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
  if (total <= MOST_FIGURE_BYTES) return;
  throw new RangeError(
    `Cannot show the figure "${title}": it takes ${total} bytes (${
      sizes.map(({ type, bytes }) => `${type} ${bytes}`).join(", ")
    }), allowed are ${MOST_FIGURE_BYTES}; draw fewer curves, frames or cells`,
  );
}
