/** What a Krylov basis cannot have missed. */

/**
 * Follows, step by step of Lanczos' recurrence, how large a share of the start vector may lie in eigenvectors whose
 * eigenvalues are `bound` or more, although all Ritz values are below.
 *
 * With T's characteristic polynomial χ, ‖χ(A) b‖ = β₁ … β_k, and an eigenvector v of λ has the part |v·b| χ(λ) of it, so
 * that |v·b| ≤ Π β_j/(λ − θ_j); χ(λ) is the product of the pivots of λI − T, which are all positive where λ exceeds all
 * Ritz values θ_j.
 */
export class HiddenShare {
  #pivot = Infinity;
  #coupling = 0;
  /** The share, 1 before the first step; ∞ from where a Ritz value is `bound` or more. */
  value = 1;

  constructor(readonly bound: number) {}

  /** Takes in the next entries of T: on its diagonal, and beside it. */
  add(diagonal: number, coupling: number): void {
    this.#pivot = this.bound - diagonal - this.#coupling * (this.#coupling / this.#pivot);
    this.#coupling = coupling;
    this.value = this.#pivot > 0 ? this.value * (coupling / this.#pivot) : Infinity;
  }
}
