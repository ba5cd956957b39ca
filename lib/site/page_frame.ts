import { escapeHtml } from "./escape_html.ts";

/** Parts of a page. */
export interface PageParts {
  /** Title of the window. */
  readonly title: string;
  /** One sentence for search engines and previews. */
  readonly description: string;
  /** HTML of the content, inside `<main>`. */
  readonly main: string;
  /** HTML next to the content, such as a table of contents. */
  readonly aside?: string;
  /** The page in the navigation. */
  readonly current: "papers" | "results" | "bench" | "api" | "none";
  /** Whether code can be unfolded on this page. */
  readonly hasCode?: boolean;
  /** Whether a cell runs on this page. */
  readonly hasLive?: boolean;
}

const LINKS = [
  { key: "papers", href: "index.html", text: "Papers" },
  { key: "results", href: "results.html", text: "Results" },
  { key: "bench", href: "bench.html", text: "Speed" },
  { key: "api", href: "api.html", text: "API" },
];

/**
 * A page takes scripts, styles and pictures of the site alone and asks nobody for anything; a live cell's worker is a blob,
 * and compiles WebAssembly. Styles are set by KaTeX and plotly.js, too.
 */
const CONTENT_POLICY = [
  "default-src 'none'",
  "script-src 'self' blob: 'wasm-unsafe-eval'",
  "worker-src blob:",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
].join("; ");

/**
 * A whole page: head, navigation, search, content. All addresses are relative, so that it also works from a disk.
 *
 * @param parts the parts
 * @returns an HTML document
 */
export function pageFrame({ title, description, main, aside, current, hasCode, hasLive }: PageParts): string {
  const links = LINKS.map(({ key, href, text }) =>
    `<a href="${href}"${key === current ? ' aria-current="page"' : ""}>${text}</a>`
  );
  const codeButton = hasCode
    ? '<button type="button" id="code-button" aria-pressed="false" hidden>Show code</button>'
    : "";
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${CONTENT_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<meta name="description" content="${escapeHtml(description)}">
<link rel="icon" href="data:,">
<link rel="stylesheet" href="assets/katex/katex.min.css">
<link rel="stylesheet" href="assets/site.css">
<script src="assets/theme.js"></script>
<script src="assets/site.js" defer></script>${hasLive ? '\n<script src="assets/live.js" defer></script>' : ""}
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
<header class="bar">
<a class="brand" href="index.html">Paper notebooks</a>
<nav aria-label="Site">${links.join("")}</nav>
<search id="search" hidden>
<label class="unseen" for="query">Search claims, sections and figures</label>
<input id="query" type="search" placeholder="Search ( / )" autocomplete="off" aria-controls="results">
<div id="results" hidden><p id="found" role="status"></p><ul></ul></div>
</search>
${codeButton}<button type="button" id="theme-button" hidden>Dark</button>
</header>
<div class="columns${aside === undefined ? " single" : ""}">
${aside ?? ""}
<main id="content" tabindex="-1">
${main}
</main>
</div>
</body>
</html>
`;
}
