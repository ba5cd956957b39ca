import { classHighlighter, highlightCode } from "@lezer/highlight";
import { parser } from "@lezer/javascript";
import { Marked, Renderer, type Tokens } from "marked";
import markedKatex from "marked-katex-extension";
import { escapeHtml } from "./escape_html.ts";

const typescript = parser.configure({ dialect: "ts" });

/** A heading of a page. */
export interface Heading {
  /** 1 for the title, 2 for a section, … */
  readonly level: number;
  /** Plain text. */
  readonly text: string;
  /** Its anchor, as in JupyterLab: the text with hyphens for spaces. */
  readonly id: string;
}

/** Renders the Markdown of one page, and collects its headings and links. */
export class PageMarkdown {
  /** Headings so far, from top to bottom. */
  readonly headings: Heading[] = [];
  /** Anchors of this page that its text links to, without `#`. */
  readonly anchorsLinked: Set<string> = new Set();
  readonly #marked: Marked;

  constructor() {
    const { anchorsLinked } = this, addHeading = (html: string, level: number) => this.#heading(html, level);
    this.#marked = new Marked(
      // Like JupyterLab, this allows formulas next to letters and punctuation. A formula that KaTeX cannot read is an
      // error.
      markedKatex({ throwOnError: true, nonStandard: true, strict: "ignore" }),
      {
        gfm: true,
        renderer: {
          heading({ tokens, depth }) {
            const html = this.parser.parseInline(tokens);
            const heading = addHeading(html, depth);
            return `<h${depth} id="${escapeHtml(heading.id)}">${html}</h${depth}>\n`;
          },
          code({ text, lang }) {
            return codeBlock(text, lang);
          },
          table(token: Tokens.Table) {
            const table = Renderer.prototype.table.call(this, token);
            return `<div class="scroll" role="region" aria-label="Table" tabindex="0">${table}</div>\n`;
          },
          link(token: Tokens.Link) {
            if (token.href.startsWith("#")) anchorsLinked.add(decodeURIComponent(token.href.slice(1)));
            return Renderer.prototype.link.call(this, token);
          },
        },
      },
    );
  }

  /**
   * Renders one text.
   *
   * @param text GitHub Markdown, with formulas between `$` or `$$`
   * @returns HTML
   * @throws {Error} for a formula that cannot be read
   */
  render(text: string): string {
    return this.#marked.parse(text, { async: false });
  }

  #heading(html: string, level: number): Heading {
    const text = plainText(html);
    const wanted = text.replaceAll(" ", "-");
    let id = wanted;
    for (let k = 2; this.headings.some((heading) => heading.id === id); k++) id = `${wanted}-${k}`;
    const heading = { level, text, id };
    this.headings.push(heading);
    return heading;
  }
}

/** Text of an HTML fragment, on one line. */
export function plainText(html: string): string {
  return html
    // A formula is kept as its source.
    .replace(
      /<span class="katex">.*?<annotation[^>]*>(.*?)<\/annotation>.*?<\/math><\/span><span class="katex-html".*$/gms,
      "$1",
    )
    .replace(/<[^>]*>/g, "")
    .replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&")
    .replace(/\s+/g, " ")
    .trim();
}

/**
 * Program text with syntax highlighting.
 *
 * @param text the program
 * @param language name after the fence; only TypeScript is highlighted
 * @returns a `<pre>` element
 */
export function codeBlock(text: string, language: string | undefined): string {
  const html = language === "ts" || language === "typescript" ? highlighted(text) : escapeHtml(text);
  return `<pre tabindex="0"><code>${html}</code></pre>\n`;
}

function highlighted(text: string): string {
  let html = "";
  highlightCode(
    text,
    typescript.parse(text),
    classHighlighter,
    (piece, classes) =>
      html += classes === "" ? escapeHtml(piece) : `<span class="${classes}">${escapeHtml(piece)}</span>`,
    () => html += "\n",
  );
  return html;
}
