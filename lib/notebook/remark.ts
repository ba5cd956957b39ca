/** Sentences whose numbers come from the run. */
import { type Displayable, displayable } from "./display.ts";

/** Markdown text as the result of a cell, so that a number in it is always the computed one. */
export function remark(text: string): Displayable {
  return displayable({ "text/markdown": text, "text/plain": text });
}
