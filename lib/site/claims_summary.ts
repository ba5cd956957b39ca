import { type ClaimsTable, type Verdict, VERDICTS } from "../claims/claim.ts";
import { describeRule, describeVerdict, formatInterval } from "../claims/describe_claim.ts";
import type { PlacedClaim } from "./claim_places.ts";
import { escapeHtml } from "./escape_html.ts";

/** Class name of a verdict in the style sheet. */
export function verdictClass(verdict: Verdict): string {
  return verdict === "not decided at this profile" ? "undecided" : verdict.replace(" ", "-");
}

/** A verdict as a coloured label with its symbol. */
export function verdictLabel(verdict: Verdict): string {
  return `<span class="verdict ${verdictClass(verdict)}">${describeVerdict(verdict)}</span>`;
}

/** How often each verdict occurs, as labels, without those that do not occur. */
export function verdictCounts(claims: readonly PlacedClaim[]): string {
  return VERDICTS.map((verdict) => ({
    verdict,
    count: claims.filter(({ claim }) => claim.verdict === verdict).length,
  })).filter(({ count }) => count > 0).map(({ verdict, count }) =>
    `<span class="verdict ${verdictClass(verdict)}">${
      describeVerdict(verdict).replace(" ", ` ${count} `)
    }</span>`
  ).join(" ");
}

/** Deciding value of a claim with its interval, or a dash. */
export function claimValue({ claim: { value, low, high } }: PlacedClaim): string {
  return value === null || low === null || high === null ? "–" : formatInterval(value, low, high);
}

/**
 * The claims of a notebook, for the top of its page, each with links to the deciding cell and to the sections that show
 * it.
 *
 * @param table the claims table
 * @param claims its rows with their places
 * @param anchorOf anchor of a section by its title, `undefined` if the page has none
 */
export function claimsSummary(
  table: ClaimsTable,
  claims: readonly PlacedClaim[],
  anchorOf: (section: string) => string | undefined,
): string {
  const rows = claims.map((placed) => {
    const { claim, decidedIn, sections } = placed;
    const links = sections.flatMap((section) => {
      const anchor = anchorOf(section);
      return anchor === undefined
        ? []
        : [`<a href="#${encodeURIComponent(anchor)}">${escapeHtml(section.replace(/[*_`]/g, ""))}</a>`];
    });
    const note = claim.note === "" ? "" : `<br><small>${escapeHtml(claim.note)}</small>`;
    return `<tr id="claim-${claim.id}" class="${verdictClass(claim.verdict)}"><td>${
      verdictLabel(claim.verdict)
    }</td>` +
      `<th scope="row">${claim.id}</th><td>${escapeHtml(claim.claim)}${note}</td>` +
      `<td>${escapeHtml(claimValue(placed))}<br><small>${escapeHtml(claim.quantity)}; rule ${
        escapeHtml(describeRule(claim.rule))
      }</small></td>` +
      `<td><a href="#cell-${decidedIn}">cell ${decidedIn}</a>${
        links.map((link) => `, ${link}`).join("")
      }</td></tr>`;
  });
  return `<section id="claims-summary" aria-label="Claims">
<p class="counts">${claims.length} claims, profile ${table.profile}: ${verdictCounts(claims)}</p>
<details open><summary>Table of the claims</summary>
<div class="scroll tall" role="region" aria-label="Claims table" tabindex="0">
<table class="claims"><thead><tr><th scope="col">Verdict</th><th scope="col">Id</th><th scope="col">Claim</th><th scope="col">Value [interval]</th><th scope="col">Decided in</th></tr></thead>
<tbody>
${rows.join("\n")}
</tbody></table></div></details>
</section>
`;
}
