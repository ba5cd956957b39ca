import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { codeBlock, PageMarkdown, plainText } from "../../lib/site/markdown.ts";

Deno.test("a heading's anchor is that of JupyterLab, and stays unique on the page", () => {
  const page = new PageMarkdown();
  assertStringIncludes(page.render("## Parity: fewer *samples*"), 'id="Parity:-fewer-samples"');
  page.render("## Claims\n\n## Claims");
  assertEquals(page.headings.map(({ id, level }) => [id, level]), [
    ["Parity:-fewer-samples", 2],
    ["Claims", 2],
    ["Claims-2", 2],
  ]);
});

Deno.test("formulas become MathML and HTML that need no script, also in brackets and beside a word", () => {
  const html = new PageMarkdown().render(
    "The product ($W^{qk}=W^QW^{K\\top}$), and\n\n$$\n\\frac{a}{b}\n$$\n",
  );
  assertEquals(html.match(/<math /g)?.length, 2);
  assertEquals(html.match(/katex-display/g)?.length, 1);
  assert(!html.includes("$"), html);
});

Deno.test("a formula that cannot be read is an error", () => {
  assertThrows(() => new PageMarkdown().render("$\\nonsense{$"), Error, "KaTeX");
});

Deno.test("a table can be scrolled by keyboard, and links to anchors are collected", () => {
  const page = new PageMarkdown();
  const html = page.render("| a |\n| --- |\n| 1 |\n\n[there](#A-b) [out](https://example.org)");
  assertStringIncludes(html, 'role="region" aria-label="Table" tabindex="0"><table>');
  assertEquals([...page.anchorsLinked], ["A-b"]);
});

Deno.test("TypeScript is marked by kinds of words, other text is kept as it is", () => {
  const html = codeBlock("const a = '<b>'; // why", "ts");
  assertStringIncludes(html, '<span class="tok-keyword">const</span>');
  assertStringIncludes(html, "&lt;b&gt;");
  assertEquals(plainText(html), "const a = '<b>'; // why");
  assertEquals(codeBlock("a < b", undefined), '<pre tabindex="0"><code>a &lt; b</code></pre>\n');
});
