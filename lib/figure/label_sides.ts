/** Side of a dot for its label, as Plotly's `textposition`. */
export type LabelSide = "top center" | "bottom center" | "middle right" | "middle left";

/** Settings of {@link labelSides}. */
export interface LabelSidesOptions {
  /** Text beside each dot. */
  readonly labels: readonly string[];
  /** Places of the dots, on axes as they are drawn: logarithms for a logarithmic axis. */
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** Size of the panel, which the dots span, in pixels. */
  readonly width: number;
  readonly height: number;
  /** Of the labels, in pixels. */
  readonly fontSize: number;
}

/** Width of a letter, and distance of a label from its dot, over the size of the font. */
const LETTER = 0.7, AWAY = 1.2;
/** Radius of a dot in pixels. */
const DOT = 5;
/** Left end of a label from its dot, in widths of the label, and lines above it. */
const SIDES: readonly (readonly [side: LabelSide, left: number, up: number])[] = [
  ["top center", -0.5, 1],
  ["bottom center", -0.5, -1],
  ["middle right", 0, 0],
  ["middle left", -1, 0],
];

/**
 * Sides on which labels cover the fewest dots and earlier labels, one dot after the other; above it where there is room.
 *
 * @throws {RangeError} for other numbers of labels and places
 */
export function labelSides({ labels, x, y, width, height, fontSize }: LabelSidesOptions): LabelSide[] {
  if (x.length !== labels.length || y.length !== labels.length) {
    throw new RangeError(
      `labelSides: needs a place for each of ${labels.length} labels, got ${x.length} and ${y.length}`,
    );
  }
  const u = pixels(x, width), v = pixels(y, height), away = AWAY * fontSize;
  const taken = labels.map((_, i) => ({ from: u[i] - DOT, to: u[i] + DOT, middle: v[i] }));
  return labels.map((label, i) => {
    const length = LETTER * fontSize * label.length;
    const places = SIDES.map(([side, left, up]) => {
      const from = u[i] + left * length + (up === 0 ? Math.sign(left + 0.5) * DOT : 0);
      const box = { from, to: from + length, middle: v[i] + up * away };
      const covered = taken.filter((other) =>
        Math.abs(other.middle - box.middle) < 1.1 * fontSize && other.from < box.to && box.from < other.to
      );
      return { side, box, covered: covered.length };
    });
    const best = places.reduce((least, one) => one.covered < least.covered ? one : least);
    taken.push(best.box);
    return best.side;
  });
}

function pixels(values: readonly number[], size: number): number[] {
  const low = values.reduce((a, b) => Math.min(a, b), Infinity);
  const span = values.reduce((a, b) => Math.max(a, b), -Infinity) - low;
  return values.map((value) => span > 0 ? size * (value - low) / span : size / 2);
}
