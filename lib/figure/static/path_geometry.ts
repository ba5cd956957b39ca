/** A point in pixels. */
export type Point = readonly [x: number, y: number];

/** An upright rectangle in pixels. */
export interface Box {
  /** Left edge. */
  x: number;
  /** Upper edge. */
  y: number;
  /** Width. */
  width: number;
  /** Height. */
  height: number;
}

/** Number of arguments of each path command. */
const ARGUMENTS: Record<string, number> = { M: 2, L: 2, H: 1, V: 1, C: 6, S: 4, Q: 4, T: 2, A: 7, Z: 0 };

/**
 * The end points of an SVG path's segments; curves are replaced by their chords, which is accurate enough to place
 * labels.
 *
 * @param d path data with absolute or relative commands
 * @returns points in pixels, in drawing order
 */
export function pathPoints(d: string): Point[] {
  const points: Point[] = [];
  let x = 0, y = 0, startX = 0, startY = 0;
  for (const [, letter, rest] of d.matchAll(/([a-z])([^a-z]*(?:e[-+]?\d[^a-z]*)*)/gi)) {
    const command = letter.toUpperCase(), relative = command !== letter, size = ARGUMENTS[command];
    if (command === "Z") {
      [x, y] = [startX, startY];
      points.push([x, y]);
      continue;
    }
    if (size === undefined) continue;
    const numbers = (rest.match(/[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?/gi) ?? []).map(Number);
    for (let i = 0; i + size <= numbers.length; i += size) {
      const last = numbers[i + size - 1], beforeLast = numbers[i + size - 2];
      if (command !== "V") x = (relative ? x : 0) + (command === "H" ? last : beforeLast);
      if (command !== "H") y = (relative ? y : 0) + last;
      if (command === "M" && i === 0) [startX, startY] = [x, y];
      points.push([x, y]);
    }
  }
  return points;
}

/**
 * Length of a polyline.
 *
 * @param points its corners in pixels
 * @returns pixels
 */
export function polylineLength(points: readonly Point[]): number {
  let length = 0;
  for (let i = 1; i < points.length; i++) length += distance(points[i - 1], points[i]);
  return length;
}

/**
 * The point at a given length along a polyline.
 *
 * @param points its corners in pixels
 * @param length pixels from the start; beyond the end gives the end
 * @returns the point; the origin for no points
 */
export function pointAtLength(points: readonly Point[], length: number): Point {
  let left = Math.max(0, length);
  for (let i = 1; i < points.length; i++) {
    const [a, b] = [points[i - 1], points[i]];
    const step = distance(a, b);
    if (step > 0 && left <= step) {
      const t = left / step;
      return [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];
    }
    left -= step;
  }
  return points.at(-1) ?? [0, 0];
}

/**
 * The smallest upright rectangle that contains all points.
 *
 * @param points in pixels
 * @returns the rectangle; empty at the origin for no points
 */
export function boxOfPoints(points: readonly Point[]): Box {
  if (points.length === 0) return { x: 0, y: 0, width: 0, height: 0 };
  let left = Infinity, right = -Infinity, top = Infinity, bottom = -Infinity;
  for (const [x, y] of points) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}

function distance(a: Point, b: Point): number {
  return Math.hypot(b[0] - a[0], b[1] - a[1]);
}
