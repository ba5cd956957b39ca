/** Placement of a window on images [N, H, W, C], with TF.js's paddings as numbers of rows and columns. */
import type { Shape } from "../shape.ts";

type Margins = readonly [number, number, number, number];

/** A window's steps, and what is around the images. */
export interface WindowPlaces {
  readonly strides: readonly [number, number];
  /** Rows above and below, columns left and right of the images. */
  readonly pads: Margins;
  /** Number of its positions down and across. */
  readonly size: readonly [number, number];
}

/** Pads like TensorFlow: only what the last window lacks, with the odd row or column at the end. */
function sameMargins(images: Shape, window: readonly number[], strides: readonly number[]): Margins {
  const [[top, bottom], [left, right]] = [0, 1].map((axis) => {
    const length = images[axis + 1], places = Math.ceil(length / strides[axis]);
    const zeros = Math.max(0, (places - 1) * strides[axis] + window[axis] - length);
    return [zeros >> 1, zeros - (zeros >> 1)];
  });
  return [top, bottom, left, right];
}

function margins(
  { pad, dataFormat }: Record<string, unknown>,
  images: Shape,
  window: readonly number[],
  strides: readonly number[],
): Margins {
  if (pad === "valid") return [0, 0, 0, 0];
  if (pad === "same") return sameMargins(images, window, strides);
  if (typeof pad === "number") return [pad, pad, pad, pad];
  // For each axis of the images in the user's format.
  const [rows, columns] = (pad as [number, number][]).slice(dataFormat === "NCHW" ? 2 : 1);
  return [...rows, ...columns];
}

/** Rounding of TF.js's dimRoundingMode. */
const ROUNDINGS: Readonly<Record<string, (places: number) => number>> = {
  floor: Math.floor,
  round: Math.round,
  ceil: Math.ceil,
};

/**
 * Placements of a window; TF.js's own computation assumes a square window if the padding is a number.
 *
 * @param attributes strides, pad and dimRoundingMode of a TF.js kernel
 * @param window height and width, including dilation
 * @param what name of the window in errors
 * @throws {RangeError} if a window would reach outside the padded images, or the padding is not an integer ≥ 0
 */
export function windowPlaces(
  op: string,
  attributes: Record<string, unknown>,
  images: Shape,
  window: readonly [number, number],
  what = `a window [${window}]`,
): WindowPlaces {
  const { strides: given, dimRoundingMode } = attributes;
  const strides = (typeof given === "number" ? [given, given] : given) as [number, number];
  const pads = margins(attributes, images, window, strides);
  if (pads.some((n) => !Number.isInteger(n) || n < 0)) {
    throw new RangeError(`${op}: padding [${pads}], allowed whole numbers ≥ 0`);
  }
  const mode = String(dimRoundingMode ?? "floor");
  if (!Object.hasOwn(ROUNDINGS, mode)) {
    throw new RangeError(
      `${op}: dimRoundingMode "${mode}" is unknown, allowed "${Object.keys(ROUNDINGS).join('", "')}"`,
    );
  }
  const round = ROUNDINGS[mode];
  const size = [0, 1].map((axis) => {
    const room = images[axis + 1] + pads[2 * axis] + pads[2 * axis + 1] - window[axis];
    const places = Math.floor(room / strides[axis]) + 1;
    if (places === round(room / strides[axis]) + 1 && places >= 1) return places;
    throw new RangeError(
      places < 1
        ? `${op}: ${what} does not lie on images [${images}] with pads [${pads}]`
        : `${op}: dimRoundingMode ${dimRoundingMode} cannot be traced for images [${images}] and ${what}, ` +
          `allowed "floor"`,
    );
  });
  return { strides, pads, size: size as [number, number] };
}
