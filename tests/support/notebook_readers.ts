import type { MimeBundle } from "../../lib/jupyter/notebook.ts";

/** A program that shows notebooks to readers who do not run them. */
export interface NotebookReader {
  /** Its name. */
  readonly name: string;
  /** The media types that it shows, the one that it prefers first; it shows one of each output and no other type. */
  readonly mediaTypes: readonly string[];
  /** In what form it shows a figure. */
  readonly figure: "image/png" | "application/vnd.plotly.v1+json";
}

/** Order of vscode-jupyter (`orderOfMimeTypes`), without the `application/vnd.…` that only extensions can draw. */
const VS_CODE = [
  "text/html",
  "application/javascript",
  "image/gif",
  "text/latex",
  "text/markdown",
  "image/svg+xml",
  "image/png",
  "image/jpeg",
  "application/json",
  "text/plain",
];

/**
 * Readers of committed notebooks. nbviewer shows what nbconvert's `HTMLExporter` makes, in the order of its
 * `display_data_priority`; GitHub shows the same through a sanitiser that drops scripts and widgets; the base order is
 * that of nbconvert's other exporters and of older versions. Bare JupyterLab takes the ranks of its
 * `rendermime` factories, without an extension for Plotly.
 * VS Code takes the first type for which it has a renderer.
 * Sources: nbconvert/exporters/html.py, nbconvert/utils/base.py, @jupyterlab/rendermime/src/factories.ts,
 * vscode-jupyter/src/kernels/execution/helpers.ts
 */
export const NOTEBOOK_READERS: readonly NotebookReader[] = [
  {
    name: "nbviewer",
    figure: "image/png",
    mediaTypes: [
      "application/vnd.jupyter.widget-view+json",
      "application/javascript",
      "text/html",
      "text/markdown",
      "image/svg+xml",
      "text/vnd.mermaid",
      "text/latex",
      "image/png",
      "image/jpeg",
      "text/plain",
    ],
  },
  {
    name: "GitHub",
    figure: "image/png",
    mediaTypes: [
      "text/html",
      "text/markdown",
      "image/svg+xml",
      "text/latex",
      "image/png",
      "image/jpeg",
      "text/plain",
    ],
  },
  {
    name: "nbconvert's base order",
    figure: "image/png",
    mediaTypes: [
      "text/html",
      "application/pdf",
      "text/latex",
      "image/svg+xml",
      "image/png",
      "image/jpeg",
      "text/markdown",
      "text/plain",
    ],
  },
  {
    name: "bare JupyterLab",
    figure: "image/png",
    mediaTypes: [
      "text/html",
      "text/markdown",
      "text/latex",
      "image/svg+xml",
      "image/bmp",
      "image/png",
      "image/jpeg",
      "image/gif",
      "image/webp",
      "application/javascript",
      "text/plain",
    ],
  },
  {
    name: "VS Code with the extensions Jupyter and Jupyter Notebook Renderers",
    figure: "application/vnd.plotly.v1+json",
    mediaTypes: ["application/vnd.plotly.v1+json", ...VS_CODE],
  },
  { name: "VS Code without the renderers", figure: "image/png", mediaTypes: VS_CODE },
];

/** The media type of an output that a reader shows; `undefined` where it shows nothing. */
export function shownType({ mediaTypes }: NotebookReader, data: MimeBundle): string | undefined {
  return mediaTypes.find((type) => type in data);
}
