import { escapeHtml } from "../escape_html.ts";
import { liveRunsFile, type LiveSource, storedRunsOf } from "./live_source.ts";

/**
 * A live cell as HTML: its lines in a field, and what runs them in the reader's browser.
 *
 * @param paper name of its notebook
 * @param source what the cell takes and says
 */
export function liveSection(paper: string, source: LiveSource): string {
  const { imports, script } = source;
  const runs = storedRunsOf(source) === undefined ? "" : ` data-runs="${liveRunsFile(paper)}"`;
  const names = imports.map(({ name }) => name).join(" ");
  const lines = script.split("\n").length;
  return `<section class="live" id="live" aria-labelledby="live-title" data-paper="${
    escapeHtml(paper)
  }" data-names="${escapeHtml(names)}"${runs} hidden>
<h3 id="live-title">Run this cell in your browser</h3>
<div class="live-parts">
<div class="live-text"><label for="live-code">Change it, then press Run (Ctrl+Enter). Nothing is downloaded before you press Run.</label>
<textarea id="live-code" rows="${lines + 1}" spellcheck="false" autocapitalize="off" autocomplete="off">${
    escapeHtml(script)
  }</textarea></div>
<fieldset class="live-settings" id="live-settings"><legend>Settings</legend></fieldset>
</div>
<p class="live-buttons"><button type="button" id="live-run">Run</button>
<button type="button" id="live-stop" disabled>Stop</button>
<button type="button" id="live-reset">Reset</button>
<button type="button" id="live-link">Copy link</button>
<output id="live-state" role="status"></output></p>
<div id="live-loss" class="plot" role="group" aria-label="Loss while the cell trains" hidden></div>
<div id="live-figure" class="plot" role="group" aria-label="Figure of the cell" hidden></div>
</section>
`;
}
