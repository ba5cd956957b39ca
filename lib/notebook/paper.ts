/** Description of a paper in its module `paper.ts`, used by README and the site. Loads nothing. */

/** A paper and what its notebook finds. */
export interface Paper {
  /** Two digits, those of its notebook. */
  readonly number: string;
  /** Title of the notebook, which its first heading repeats after the number. */
  readonly title: string;
  /** arXiv identifiers, the paper's own first; none for a paper that is not on arXiv. */
  readonly arxiv: readonly string[];
  /** Its authors in short form, e.g. "Zhou, Zhang, Xu" or "Zhou et al.". */
  readonly authors: string;
  /** What the notebook finds, in sentences that say no more than the rows of its claims table. */
  readonly finding: string;
}

const ARXIV = /^(\d{4}\.\d{4,5}|[a-z-]+\/\d{7})$/;
/** Characters that would break a cell of a Markdown table. */
const UNFIT = /[|\n<>]/;

/**
 * A paper, the default export of `notebooks/NN_name/paper.ts`.
 *
 * @throws {RangeError} for a number that is not two digits, an invalid arXiv identifier, or a text that is empty or
 * does not fit into a table
 *
 * @example
 * ```ts
 * const { title } = paper({
 *   number: "01",
 *   title: "Grokking, seen by frequency",
 *   arxiv: ["2405.17479"],
 *   authors: "Zhou, Zhang, Xu",
 *   finding: "Unevenly placed samples make the test loss rise before it falls.",
 * });
 * if (title !== "Grokking, seen by frequency") throw new Error(title);
 * ```
 */
export function paper({ number, title, arxiv, authors, finding }: Paper): Paper {
  if (!/^\d\d$/.test(number)) {
    throw new RangeError(`paper: its number must be two digits such as "01", got ${JSON.stringify(number)}`);
  }
  for (const [name, text] of Object.entries({ title, authors, finding })) {
    if (typeof text !== "string" || text.trim() !== text || text === "" || UNFIT.test(text)) {
      throw new RangeError(
        `paper ${number}: ${name} must be one line of text without |, < and >, got ${JSON.stringify(text)}`,
      );
    }
  }
  if (!finding.endsWith(".")) {
    throw new RangeError(
      `paper ${number}: finding must be a sentence with a full stop, got ${JSON.stringify(finding)}`,
    );
  }
  const wrong = arxiv.find((id) => !ARXIV.test(id));
  if (wrong !== undefined) {
    throw new RangeError(
      `paper ${number}: an arXiv identifier is like 2405.17479, got ${JSON.stringify(wrong)}`,
    );
  }
  return { number, title, arxiv, authors, finding };
}
