import { type JupyterApi, jupyterApi } from "./watch/kernel_internals.ts";

/** Outputs by media type, as Jupyter exchanges them: text for most types, a JSON value for `…+json`. */
export type MimeBundle = Record<string, unknown>;

/** Name of the method with which Deno's kernel asks a value for its display. */
export const JUPYTER_DISPLAY: unique symbol = Symbol.for("Jupyter.display");

/** A value that displays itself in a notebook: as the last expression of a cell, or through {@linkcode show}. */
export interface Displayable {
  /** The value in one or more media types. */
  [JUPYTER_DISPLAY](): MimeBundle | Promise<MimeBundle>;
}

/** A function that works only inside a Jupyter kernel was called outside of one. */
export class NotInKernelError extends Error {
  /** Name of the class. */
  override name = "NotInKernelError";
}

/**
 * Makes a value that displays itself in a notebook.
 *
 * @param bundle the value by media type, or a function that makes it when it is shown; include `text/plain`
 * @returns the displayable value
 */
export function displayable(bundle: MimeBundle | (() => MimeBundle | Promise<MimeBundle>)): Displayable {
  return { [JUPYTER_DISPLAY]: () => typeof bundle === "function" ? bundle() : bundle };
}

/** Whether this program runs in a cell of Deno's Jupyter kernel. */
export function insideKernel(): boolean {
  return jupyterApi() !== undefined;
}

/**
 * Displays something immediately, in the middle of a cell.
 *
 * @param bundle the value by media type
 * @param displayId name under which {@linkcode updateDisplay} can change it later
 * @throws {NotInKernelError} outside a kernel
 */
export async function displayNow(bundle: MimeBundle, displayId?: string): Promise<void> {
  await requireJupyterApi("show a display").broadcast("display_data", {
    data: bundle,
    metadata: {},
    transient: displayId === undefined ? {} : { display_id: displayId },
  });
}

/**
 * Displays a displayable value immediately, in the middle of a cell.
 *
 * @param value the value
 * @throws {NotInKernelError} outside a kernel
 */
export async function show(value: Displayable): Promise<void> {
  await displayNow(await value[JUPYTER_DISPLAY]());
}

/**
 * Changes a display of {@linkcode displayNow}.
 *
 * @param displayId the name given there
 * @param bundle the new value by media type
 * @throws {NotInKernelError} outside a kernel
 */
export async function updateDisplay(displayId: string, bundle: MimeBundle): Promise<void> {
  await requireJupyterApi("update a display").broadcast("update_display_data", {
    data: bundle,
    metadata: {},
    transient: { display_id: displayId },
  });
}

function requireJupyterApi(what: string): JupyterApi {
  const api = jupyterApi();
  if (!api) throw new NotInKernelError(`Cannot ${what}: this program does not run in Deno's Jupyter kernel`);
  return api;
}
