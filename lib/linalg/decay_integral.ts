/**
 * ∫_0^s e^(−λu) du = (1 − e^(−λs))/λ, which is s at λ = 0: how far a mode of rate λ has moved after time s, per unit of
 * force.
 */
export function decayIntegral(rate: number, s: number): number {
  return rate * s < 1e-12 ? s : -Math.expm1(-rate * s) / rate;
}
