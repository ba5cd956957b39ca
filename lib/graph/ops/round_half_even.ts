/** Rounding as in IEEE 754, ONNX and TF.js. */

/** Nearest integer; halves go to the even one. */
export function roundHalfEven(x: number): number {
  const below = Math.floor(x), part = x - below;
  if (part !== 0.5) return part < 0.5 ? below : below + 1;
  return below % 2 === 0 ? below : below + 1;
}
