import { norm } from "../../linalg/mod.ts";
import type { Windows } from "../windows.ts";

/** Step of the geometric median at which its search ends, as in PyOD. */
const MEDIAN_STEP = 1e-5;
/** Intervals to which angles up to and beyond a right one are scaled (Almardeny et al. 2020). */
const ACUTE = [0.001, 0.955] as const, OBTUSE = [Math.PI / 2 + 0.001, 2.186] as const;

/**
 * Rotation costs in a space of three coordinates: ‖v‖³ cos γ sin² γ for v = x − m from the geometric median m of the
 * standard windows, and γ the angle between v and m, scaled.
 *
 * @returns the costs of windows
 */
export function rotationCosts(
  standard: Windows,
  triple: readonly [number, number, number],
): (windows: Windows) => Float64Array {
  const points = inSpace(standard, triple), centre = geometricMedian(points);
  const size = norm(centre);
  const angle = (x: number, y: number, z: number, length: number) => {
    const cosine = (x * centre[0] + y * centre[1] + z * centre[2]) / (length * size);
    return Math.acos(Math.min(1, Math.max(-1, cosine)));
  };
  // The limits themselves count as angles, so that an interval without any has a range.
  const acute: [number, number] = [...ACUTE], obtuse: [number, number] = [...OBTUSE];
  if (size > 0) {
    for (let i = 0; i < points.length; i += 3) {
      const x = points[i] - centre[0], y = points[i + 1] - centre[1], z = points[i + 2] - centre[2];
      const length = Math.sqrt(x * x + y * y + z * z);
      if (length === 0) continue;
      const gamma = angle(x, y, z, length), range = gamma <= Math.PI / 2 ? acute : obtuse;
      range[0] = Math.min(range[0], gamma);
      range[1] = Math.max(range[1], gamma);
    }
  }
  const scale = (gamma: number) =>
    gamma <= Math.PI / 2 ? rescaled(gamma, acute, ACUTE) : rescaled(gamma, obtuse, OBTUSE);
  return (windows) => {
    const rows = inSpace(windows, triple);
    return Float64Array.from({ length: windows.count }, (_, i) => {
      const x = rows[3 * i] - centre[0], y = rows[3 * i + 1] - centre[1], z = rows[3 * i + 2] - centre[2];
      const length = Math.sqrt(x * x + y * y + z * z);
      if (length === 0) return 0;
      // Without a direction of the median every angle is a right one.
      const gamma = scale(size > 0 ? angle(x, y, z, length) : Math.PI / 2);
      return length ** 3 * Math.cos(gamma) * Math.sin(gamma) ** 2;
    });
  };
}

function rescaled(value: number, from: readonly [number, number], to: readonly [number, number]): number {
  return to[0] + (value - from[0]) * (to[1] - to[0]) / (from[1] - from[0]);
}

function inSpace({ values, count, length }: Windows, triple: readonly number[]): Float64Array {
  return Float64Array.from(
    { length: 3 * count },
    (_, k) => values[Math.floor(k / 3) * length + triple[k % 3]],
  );
}

/** Point of least summed distance to the different points (Vardi and Zhang 2000), from their mean. */
function geometricMedian(rows: Float64Array): [number, number, number] {
  const points = differentPoints(rows);
  let centre: [number, number, number] = [0, 0, 0];
  for (const point of points) for (let k = 0; k < 3; k++) centre[k] += point[k] / points.length;
  for (;;) {
    let total = 0, here = 0;
    const next: [number, number, number] = [0, 0, 0];
    for (const [x, y, z] of points) {
      const dx = x - centre[0], dy = y - centre[1], dz = z - centre[2];
      const distance = Math.sqrt(dx * dx + dy * dy + dz * dz);
      if (distance === 0) {
        here++;
        continue;
      }
      total += 1 / distance;
      next[0] += x / distance;
      next[1] += y / distance;
      next[2] += z / distance;
    }
    if (here === points.length) return centre;
    for (let k = 0; k < 3; k++) next[k] /= total;
    if (here > 0) {
      const pull = norm(next.map((value, k) => (value - centre[k]) * total));
      const stay = pull === 0 ? 0 : here / pull;
      for (let k = 0; k < 3; k++) next[k] = Math.max(0, 1 - stay) * next[k] + Math.min(1, stay) * centre[k];
    }
    const step = Math.hypot(next[0] - centre[0], next[1] - centre[1], next[2] - centre[2]);
    centre = next;
    if (step < MEDIAN_STEP) return centre;
  }
}

function differentPoints(rows: Float64Array): (readonly [number, number, number])[] {
  const points = Array.from(
    { length: rows.length / 3 },
    (_, i) => [rows[3 * i], rows[3 * i + 1], rows[3 * i + 2]] as const,
  );
  points.sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]);
  return points.filter((point, i) => i === 0 || point.some((value, k) => value !== points[i - 1][k]));
}
