/** Sentences with numbers from the run. */
import { type Displayable, displayable } from "./display.ts";

/** Markdown text as the result of a cell, so its numbers are always the computed ones. */
export function remark(text: string): Displayable {
  return displayable({ "text/markdown": text, "text/plain": text });
}
