import { escapeHtml } from "./escape_html.ts";
import { pageFrame } from "./page_frame.ts";

/** A part of the library that others can import. */
export interface ApiSubject {
  /** What to import, e.g. `@paper-notebooks/lib/graph`. */
  readonly name: string;
  /** URL of its documentation, relative to the site. */
  readonly page: string;
  /** Its purpose. */
  readonly description: string;
}

/**
 * The list of importable parts, each with a link to its documentation.
 *
 * @param subjects the parts in order
 * @returns an HTML document
 */
export function apiPage(subjects: readonly ApiSubject[]): string {
  const items = subjects.map(({ name, page, description }) =>
    `<dt><a href="${page}"><code>${escapeHtml(name)}</code></a></dt><dd>${escapeHtml(description)}</dd>`
  );
  return pageFrame({
    title: "API – Paper notebooks",
    description: "Parts of the library that other projects can import.",
    current: "api",
    main: `<h1>API</h1>
<p>What another project can import; every part has its own documentation.</p>
<dl class="subjects">
${items.join("\n")}
</dl>`,
  });
}

/**
 * The text of a module's first comment, on one line.
 *
 * @param source TypeScript text
 * @returns empty if the module has none
 */
export function moduleDescription(source: string): string {
  const comment = /^\/\*\*(.*?)\*\//s.exec(source)?.[1] ?? "";
  return comment.split("\n").map((line) => line.replace(/^\s*\*? ?/, "")).join(" ").split("@")[0]
    .replaceAll("`", "").replace(/\s+/g, " ").trim();
}
