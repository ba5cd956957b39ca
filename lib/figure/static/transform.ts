import { type Box, boxOfPoints, type Point } from "./path_geometry.ts";

/**
 * An affine map of the plane: (x, y) goes to (a x + c y + e, b x + d y + f), in the order of SVG's `matrix`.
 */
export type Affine = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

/** The identity map. */
export const IDENTITY: Affine = [1, 0, 0, 1, 0, 0];

/**
 * Reads the `transform` attribute of an SVG element.
 *
 * @param text list of `translate`, `rotate`, `scale` and `matrix`; empty for none
 * @returns the map of the whole list; other kinds of transforms move nothing
 */
export function parseTransform(text: string): Affine {
  let map = IDENTITY;
  for (const [, kind, list] of text.matchAll(/([a-z]+)\s*\(([^)]*)\)/gi)) {
    map = compose(map, single(kind, list.split(/[\s,]+/).filter(Boolean).map(parseFloat)));
  }
  return map;
}

/**
 * Composition of two maps.
 *
 * @param outer applied second
 * @param inner applied first
 * @returns their composition
 */
export function compose(outer: Affine, inner: Affine): Affine {
  const [a, b, c, d, e, f] = outer, [p, q, r, s, t, u] = inner;
  return [a * p + c * q, b * p + d * q, a * r + c * s, b * r + d * s, a * t + c * u + e, b * t + d * u + f];
}

/**
 * The upright rectangle around a transformed rectangle.
 *
 * @param box the rectangle
 * @param map the transformation
 * @returns the smallest upright rectangle that contains its image
 */
export function transformBox(box: Box, map: Affine): Box {
  const { x, y, width, height } = box;
  const corners: Point[] = [[x, y], [x + width, y], [x, y + height], [x + width, y + height]];
  return boxOfPoints(
    corners.map(([u, v]) => [map[0] * u + map[2] * v + map[4], map[1] * u + map[3] * v + map[5]]),
  );
}

function single(kind: string, n: readonly number[]): Affine {
  switch (kind) {
    case "translate":
      return [1, 0, 0, 1, n[0] ?? 0, n[1] ?? 0];
    case "scale":
      return [n[0] ?? 1, 0, 0, n[1] ?? n[0] ?? 1, 0, 0];
    case "rotate": {
      const angle = (n[0] ?? 0) * Math.PI / 180, cos = Math.cos(angle), sin = Math.sin(angle);
      const [x, y] = [n[1] ?? 0, n[2] ?? 0];
      return [cos, sin, -sin, cos, x - cos * x + sin * y, y - sin * x - cos * y];
    }
    case "matrix":
      return n.length === 6 ? [n[0], n[1], n[2], n[3], n[4], n[5]] : IDENTITY;
    default:
      return IDENTITY;
  }
}
