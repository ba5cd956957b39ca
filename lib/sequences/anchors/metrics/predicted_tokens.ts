/** The token with which a network answers. */

/**
 * The token with the largest logit of each row; the first of equal ones.
 *
 * @param logits of the last position, row-major `[rows, vocabulary]`
 * @returns tokens `[rows]`
 * @throws {RangeError} if the logits are not whole rows, or one is NaN
 */
export function predictedTokens(logits: ArrayLike<number>, vocabulary: number): Int32Array {
  if (!Number.isInteger(vocabulary) || vocabulary < 1 || logits.length % vocabulary !== 0) {
    throw new RangeError(
      `predictedTokens: ${logits.length} logits are no rows of a vocabulary of ${vocabulary}`,
    );
  }
  const tokens = new Int32Array(logits.length / vocabulary);
  for (let row = 0; row < tokens.length; row++) {
    const first = row * vocabulary;
    for (let token = 0; token < vocabulary; token++) {
      const logit = logits[first + token];
      if (Number.isNaN(logit)) {
        throw new RangeError(`predictedTokens: the logit of token ${token} in row ${row} is NaN`);
      }
      if (logit > logits[first + tokens[row]]) tokens[row] = token;
    }
  }
  return tokens;
}
