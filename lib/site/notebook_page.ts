import type { CodeCell, Notebook } from "../jupyter/notebook.ts";
import { CLAIMS_MIME } from "../claims/claims_table.ts";
import { type PlacedClaim, placedClaims } from "./claim_places.ts";
import { claimsSummary } from "./claims_summary.ts";
import { escapeHtml } from "./escape_html.ts";
import { figureHtml, type PageFigure } from "./figure_html.ts";
import { codeBlock, type Heading, PageMarkdown, plainText } from "./markdown.ts";
import { pageFrame } from "./page_frame.ts";
import type { SearchDocument } from "./search_documents.ts";

/** A notebook as a page of the site. */
export interface NotebookPage {
  /** File name of the page. */
  readonly file: string;
  /** Number and title of the paper. */
  readonly title: string;
  /** The HTML document. */
  readonly html: string;
  /** Its figures. */
  readonly figures: readonly PageFigure[];
  /** Its claims. */
  readonly claims: readonly PlacedClaim[];
  /** Profile in which they were measured. */
  readonly profile: "quick" | "full";
  /** Its search documents. */
  readonly documents: readonly SearchDocument[];
  /** Dead links within the text, without `#`. */
  readonly deadAnchors: readonly string[];
}

/**
 * Renders an executed notebook.
 *
 * @param notebook the notebook, which must have no `notebookProblems`
 * @param name its file name without extension, e.g. `01_grokking_frequency`
 * @param title number and title of the paper
 * @param live HTML of its live cell, which stands below the cell with the tag `live`
 * @returns the page
 * @throws {Error} if a cell cannot be rendered; the message names notebook and cell
 */
export function notebookPage(notebook: Notebook, name: string, title: string, live = ""): NotebookPage {
  const file = `${name}.html`, markdown = new PageMarkdown();
  const figures: PageFigure[] = [], documents: SearchDocument[] = [];
  const texts = new SectionTexts(markdown);
  const outputs = (cell: CodeCell) =>
    cell.outputs.map((output) => {
      if (output.output_type === "stream") {
        return `<pre class="printed" tabindex="0">${escapeHtml(output.text)}</pre>`;
      }
      if (output.output_type === "error") throw new TypeError(`error output: ${output.ename}`);
      const { data } = output;
      if (data["image/png"] !== undefined) {
        const figure = figureHtml(data, figures.length + 1, name);
        figures.push(figure);
        documents.push({
          kind: "figure",
          title: `Figure ${figures.length}`,
          text: figure.alt,
          page: file,
          anchor: `figure-${figures.length}`,
        });
        return figure.html;
      }
      if (typeof data["text/markdown"] === "string") {
        const html = markdown.render(data["text/markdown"]);
        if (CLAIMS_MIME in data) return `<div class="all-claims">\n${html}</div>`;
        texts.add(html);
        return html;
      }
      return `<pre class="printed" tabindex="0">${escapeHtml(String(data["text/plain"] ?? ""))}</pre>`;
    }).join("\n");
  const cells = notebook.cells.map((cell, index) => {
    const number = index + 1;
    try {
      if (cell.cell_type === "code") {
        return `<section class="cell code" id="cell-${number}" aria-label="Cell ${number}">
<details class="source"><summary>Code of cell ${number}</summary>${codeBlock(cell.source, "ts")}</details>
${outputs(cell)}
${isLive(cell) ? live : ""}</section>`;
      }
      const html = markdown.render(cell.source);
      texts.add(html);
      return `<div class="cell text" id="cell-${number}">\n${html}</div>`;
    } catch (error) {
      throw new Error(`Cannot render cell ${number} of ${name}.ipynb: ${(error as Error).message}`, {
        cause: error,
      });
    }
  });
  for (const [heading, text] of texts.byHeading) {
    documents.push({ kind: "text", title: heading.text, text, page: file, anchor: heading.id });
  }
  const { table, claims } = placedClaims(notebook, `${name}.ipynb`);
  for (const { claim } of claims) {
    documents.push({
      kind: "claim",
      title: `${claim.id} · ${claim.verdict}`,
      text: `${claim.claim}. ${claim.quantity}. ${claim.note}`,
      page: file,
      anchor: `claim-${claim.id}`,
    });
  }
  const ids = new Set(markdown.headings.map(({ id }) => id));
  const html = pageFrame({
    title: `${title} – Paper notebooks`,
    description: `${title}: each claim of the paper, decided by numbers from several seeds.`,
    current: "none",
    hasCode: true,
    hasLive: live !== "",
    aside: contents(markdown.headings),
    main: withSummary(
      cells.join("\n"),
      claimsSummary(table, claims, (text) => headingId(markdown.headings, text)),
    ),
  });
  return {
    file,
    title,
    html,
    figures,
    claims,
    profile: table.profile,
    documents,
    deadAnchors: [...markdown.anchorsLinked].filter((anchor) => !ids.has(anchor)),
  };
}

/** Whether a cell is the one that a reader changes first. */
function isLive({ metadata }: CodeCell): boolean {
  return Array.isArray(metadata.tags) && metadata.tags.includes("live");
}

/** The claims stand right under the title. */
function withSummary(body: string, summary: string): string {
  const end = body.indexOf("</h1>");
  const at = end < 0 ? 0 : end + "</h1>".length;
  return `${body.slice(0, at)}\n${summary}${body.slice(at)}`;
}

function contents(headings: readonly Heading[]): string {
  const items = headings.filter(({ level }) => level === 2 || level === 3).map(({ level, text, id }) =>
    `<li class="level-${level}"><a href="#${encodeURIComponent(id)}">${escapeHtml(text)}</a></li>`
  );
  return `<nav class="contents" aria-label="Contents of this page"><p><a href="#claims-summary">Claims</a></p><ul>${
    items.join("")
  }</ul></nav>`;
}

/** Anchor of the heading with a text, given in Markdown. */
function headingId(headings: readonly Heading[], markdownText: string): string | undefined {
  const text = plainText(new PageMarkdown().render(markdownText));
  return headings.find((heading) => heading.text === text)?.id;
}

/** The words under each heading, for the search. */
class SectionTexts {
  readonly byHeading: Map<Heading, string> = new Map();
  readonly #markdown: PageMarkdown;

  constructor(markdown: PageMarkdown) {
    this.#markdown = markdown;
  }

  /** Adds a rendered piece, which may start within a section and contain several. */
  add(html: string): void {
    const { headings } = this.#markdown;
    const parts = html.split(/(?=<h[1-6] id=)/);
    let place = headings.length - 1 - parts.filter((part) => part.startsWith("<h")).length;
    for (const part of parts) {
      const opens = /^<h[1-6] id=.*?<\/h[1-6]>/s.exec(part)?.[0] ?? "";
      if (opens !== "") place++;
      const heading = headings[place];
      const words = plainText(
        part.slice(opens.length).replace(/<pre.*?<\/pre>|<summary.*?<\/summary>/gs, " "),
      );
      if (heading === undefined || (words === "" && opens === "")) continue;
      this.byHeading.set(heading, `${this.byHeading.get(heading) ?? ""} ${words}`.trim());
    }
  }
}
