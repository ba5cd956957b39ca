import { requirePositive } from "../../checks.ts";

/**
 * Box and Cox's transform (Yᵏ − 1)/k with k = λ: it tells traces of a species from none, −1/λ.
 *
 * ```ts
 * import { boxCox } from "@paper-notebooks/lib/combustion";
 *
 * if (`${boxCox([0, 1], 0.1)}` !== "-10,0") throw new Error();
 * ```
 *
 * @param values not negative
 * @param lambda λ > 0
 * @throws {RangeError} for λ ≤ 0 or a negative value
 */
export function boxCox(values: ArrayLike<number>, lambda: number): Float64Array {
  requirePositive("boxCox", "lambda", lambda);
  return Float64Array.from(values, (value) => {
    if (!(value >= 0)) throw new RangeError(`boxCox: values must not be negative, got ${value}`);
    return (value ** lambda - 1) / lambda;
  });
}

/**
 * Inverse of {@linkcode boxCox}: (λx + 1)^{1/λ}.
 *
 * ```ts
 * import { boxCox, inverseBoxCox } from "@paper-notebooks/lib/combustion";
 *
 * const [value] = inverseBoxCox(boxCox([1e-6], 0.1), 0.1);
 * if (Math.abs(value / 1e-6 - 1) > 1e-9) throw new Error();
 * ```
 *
 * @param values −1/λ or more
 * @throws {RangeError} for λ ≤ 0 or a value below −1/λ, which no Y has
 */
export function inverseBoxCox(values: ArrayLike<number>, lambda: number): Float64Array {
  requirePositive("inverseBoxCox", "lambda", lambda);
  return Float64Array.from(values, (value) => {
    const power = lambda * value + 1;
    if (!(power >= 0)) {
      throw new RangeError(`inverseBoxCox: values must be ${-1 / lambda} or more, got ${value}`);
    }
    return power ** (1 / lambda);
  });
}
