/** Bounds what a Krylov basis may have missed. */

/**
 * Tracks through the steps of Lanczos' recurrence how large a part of the start vector may lie in eigenvectors with
 * eigenvalues of `bound` or more, although all Ritz values are below.
 *
 * With T's characteristic polynomial χ, ‖χ(A) b‖ = β₁ … β_k, and an eigenvector v of λ contributes |v·b| χ(λ) to it, so |v·b| ≤ Π β_j/(λ − θ_j); χ(λ) is the product of the pivots of λI − T, which are all positive where λ exceeds all
 * Ritz values θ_j.
 */
export class HiddenShare {
  #pivot = Infinity;
  #coupling = 0;
  /** The bound on this part, 1 before the first step; ∞ once a Ritz value is `bound` or more. */
  value = 1;

  constructor(readonly bound: number) {}

  /** Adds the next entries of T: on its diagonal, and next to it. */
  add(diagonal: number, coupling: number): void {
    this.#pivot = this.bound - diagonal - this.#coupling * (this.#coupling / this.#pivot);
    this.#coupling = coupling;
    this.value = this.#pivot > 0 ? this.value * (coupling / this.#pivot) : Infinity;
  }
}
