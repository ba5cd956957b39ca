import { VERDICTS } from "../claims/claim.ts";
import { describeVerdict } from "../claims/describe_claim.ts";
import { claimValue, verdictClass, verdictCounts, verdictLabel } from "./claims_summary.ts";
import { escapeHtml } from "./escape_html.ts";
import type { NotebookPage } from "./notebook_page.ts";
import { pageFrame } from "./page_frame.ts";

/** A paper on the first page. */
export interface IndexEntry {
  /** Its page. */
  readonly page: NotebookPage;
  /** What it finds. */
  readonly sentence: string;
  /** URL of its picture. */
  readonly picture: string;
  /** The picture in words. */
  readonly alt: string;
  /** Width of the picture, pixels. */
  readonly width: number;
  /** Height of the picture, pixels. */
  readonly height: number;
}

/**
 * The first page: a card for each paper, and the claims of all of them.
 *
 * @param entries the papers in order
 * @returns an HTML document
 */
export function indexPage(entries: readonly IndexEntry[]): string {
  const claims = entries.flatMap(({ page }) => page.claims);
  const boxes = VERDICTS.map((verdict) =>
    `<label><input type="checkbox" id="show-${verdictClass(verdict)}" checked> ${
      describeVerdict(verdict)
    }</label>`
  );
  return pageFrame({
    title: "Paper notebooks",
    description:
      "Deep-learning papers as executed notebooks; each claim is decided by numbers from several seeds.",
    current: "papers",
    main: `<h1>Paper notebooks</h1>
<p class="lead">Deep-learning papers as executed TypeScript notebooks. Every claim of a paper is a row of a table, decided by numbers from several seeds, with a control that must not show the effect. A claim that is not reproduced stays in the table.</p>
<p class="counts">${entries.length} papers, ${claims.length} claims: ${verdictCounts(claims)}</p>
<ul class="cards">
${entries.map(card).join("\n")}
</ul>
<h2 id="claims">All claims</h2>
<fieldset class="filter"><legend>Show</legend>${boxes.join(" ")}</fieldset>
${entries.map(claimsOf).join("\n")}`,
  });
}

function card({ page, sentence, picture, alt, width, height }: IndexEntry): string {
  return `<li class="card"><a href="${page.file}"><img src="${picture}" alt="${
    escapeHtml(alt)
  }" width="${width}" height="${height}" loading="lazy" decoding="async"></a>
<h2><a href="${page.file}">${escapeHtml(page.title)}</a></h2>
<p>${escapeHtml(sentence)}</p>
<p class="counts">${verdictCounts(page.claims)}</p></li>`;
}

function claimsOf({ page }: IndexEntry): string {
  const rows = page.claims.map((placed) => {
    const { claim } = placed;
    return `<tr class="${verdictClass(claim.verdict)}"><td>${verdictLabel(claim.verdict)}</td>` +
      `<th scope="row"><a href="${page.file}#claim-${claim.id}">${claim.id}</a></th>` +
      `<td>${escapeHtml(claim.claim)}</td><td>${escapeHtml(claimValue(placed))}</td></tr>`;
  });
  return `<section class="paper"><h3><a href="${page.file}">${escapeHtml(page.title)}</a></h3>
<p class="counts">Profile ${page.profile}: ${verdictCounts(page.claims)}</p>
<div class="scroll" role="region" aria-label="Claims of ${
    escapeHtml(page.title)
  }" tabindex="0"><table class="claims"><thead><tr><th scope="col">Verdict</th><th scope="col">Id</th><th scope="col">Claim</th><th scope="col">Value [interval]</th></tr></thead>
<tbody>
${rows.join("\n")}
</tbody></table></div></section>`;
}
