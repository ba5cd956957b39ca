/** Numbers in sentences. */

const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** A number with two digits, in the usual notation: 14,000, 0.035, 2.3·10⁻⁵. */
export function brief(value: number, digits = 2): string {
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (size >= 1e-3 && size < 1e6) {
    return Number(value.toPrecision(digits)).toLocaleString("en-US", { maximumSignificantDigits: digits });
  }
  const [mantissa, exponent] = value.toExponential(digits - 1).split("e");
  const power = [...String(Math.abs(Number(exponent)))].map((digit) => SUPERSCRIPTS[Number(digit)]).join("");
  return `${mantissa}·10${Number(exponent) < 0 ? "⁻" : ""}${power}`;
}

/** Smallest and largest of some numbers: "2.3–14,000", or one value if both read the same. */
export function range(values: readonly number[], digits = 2): string {
  const low = brief(values.reduce((least, value) => Math.min(least, value), Infinity), digits);
  const high = brief(values.reduce((greatest, value) => Math.max(greatest, value), -Infinity), digits);
  return low === high ? low : low.startsWith("-") ? `${low} to ${high}` : `${low}–${high}`;
}

/** "3 of 10". */
export function count<T>(values: readonly T[], holds: (value: T) => boolean): string {
  return `${values.filter(holds).length} of ${values.length}`;
}
