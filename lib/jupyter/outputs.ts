import type { JupyterMessage } from "./message.ts";
import {
  type CodeCell,
  type DisplayOutput,
  type ErrorOutput,
  isJsonMediaType,
  type MimeBundle,
  type Output,
  type ResultOutput,
  type StreamOutput,
} from "./notebook.ts";
import { StreamText } from "./stream_text.ts";

/** Effect of an output message, for showing the progress of a run. */
export type OutputEvent =
  | { type: "stream"; cell: CodeCell; name: string; text: string }
  | { type: "display"; cell: CodeCell; displayId: string | undefined; data: MimeBundle; update: boolean }
  | { type: "uncaught"; cell: CodeCell; output: ErrorOutput };

/**
 * Assigns the messages that a kernel broadcasts to their cells: by the request that they name as their parent, however
 * late they arrive, and by display id if they update an earlier display.
 */
export class OutputCollector {
  #cells = new Map<string, CodeCell>();
  #reports = new Set<string>();
  /** Whether there was an uncaught error; an interval that keeps throwing adds nothing. */
  #hasUncaught = false;
  #displays = new Map<string, (DisplayOutput | ResultOutput)[]>();
  #streams = new Map<StreamOutput, StreamText>();
  #clearBeforeNext = new Set<CodeCell>();
  #onEvent: (event: OutputEvent) => void;

  /** @param onEvent called after each change of an output */
  constructor(onEvent: (event: OutputEvent) => void = () => {}) {
    this.#onEvent = onEvent;
  }

  /**
   * Registers a request; from now on its outputs go to a cell.
   *
   * @param messageId name of the request
   * @param cell the cell, whose outputs are changed in place
   */
  expect(messageId: string, cell: CodeCell): void {
    this.#cells.set(messageId, cell);
  }

  /**
   * Registers a request for a report after a cell. Everything printed, displayed or thrown meanwhile goes to the cell;
   * the report itself, which is sent as an error, does not.
   *
   * @param messageId name of the request
   * @param cell the cell that was executed last
   */
  expectReport(messageId: string, cell: CodeCell): void {
    this.expect(messageId, cell);
    this.#reports.add(messageId);
  }

  /**
   * Handles one broadcast message; messages that are not outputs or do not belong to a registered request change
   * nothing.
   *
   * @param message the message
   */
  handle(message: JupyterMessage): void {
    const { content } = message;
    const type = message.header.msg_type;
    const cell = this.#cells.get(message.parent.msg_id ?? "");
    if (type === "update_display_data") this.#updateDisplay(content, cell);
    if (!cell) return;
    switch (type) {
      case "stream":
        this.#addStream(cell, String(content.name), String(content.text));
        break;
      case "display_data":
      case "execute_result":
        this.#addDisplay(cell, type, content);
        break;
      case "error":
        this.#handleError(cell, message);
        break;
      case "clear_output":
        if (content.wait) this.#clearBeforeNext.add(cell);
        else cell.outputs.length = 0;
    }
  }

  #add(cell: CodeCell, output: Output): void {
    this.#clearIfAsked(cell);
    cell.outputs.push(output);
  }

  #clearIfAsked(cell: CodeCell): void {
    if (this.#clearBeforeNext.delete(cell)) cell.outputs.length = 0;
  }

  #addStream(cell: CodeCell, name: string, text: string): void {
    this.#clearIfAsked(cell);
    const last = cell.outputs.at(-1);
    let output: StreamOutput;
    if (last?.output_type === "stream" && last.name === name) {
      output = last;
    } else {
      output = { output_type: "stream", name, text: "" };
      cell.outputs.push(output);
    }
    let stream = this.#streams.get(output);
    if (!stream) this.#streams.set(output, stream = new StreamText());
    stream.append(text);
    output.text = stream.toString();
    this.#onEvent({ type: "stream", cell, name, text });
  }

  /**
   * Adds text about a cell from this program, not from the kernel.
   *
   * @param cell the cell
   * @param text the text, with its line end
   */
  addNote(cell: CodeCell, text: string): void {
    this.#addStream(cell, "stderr", text);
  }

  /**
   * Adds an error.
   *
   * @param cell the cell
   * @param content name, message and stack, as in a message
   * @returns the output
   */
  addError(cell: CodeCell, content: { ename?: unknown; evalue?: unknown; traceback?: unknown }): ErrorOutput {
    const output: ErrorOutput = {
      output_type: "error",
      ename: String(content.ename ?? ""),
      evalue: String(content.evalue ?? ""),
      traceback: Array.isArray(content.traceback) ? content.traceback.map(String) : [],
    };
    this.#add(cell, output);
    return output;
  }

  #handleError(cell: CodeCell, { content, metadata, parent }: JupyterMessage): void {
    const uncaught = metadata.uncaught === true;
    if (uncaught ? this.#hasUncaught : this.#reports.has(parent.msg_id ?? "")) return;
    this.#hasUncaught ||= uncaught;
    const output = this.addError(cell, content);
    if (uncaught) this.#onEvent({ type: "uncaught", cell, output });
  }

  #addDisplay(
    cell: CodeCell,
    type: "display_data" | "execute_result",
    content: Record<string, unknown>,
  ): void {
    const data = asBundle(content.data);
    const metadata = asObject(content.metadata);
    const count = typeof content.execution_count === "number" ? content.execution_count : null;
    const output: DisplayOutput | ResultOutput = type === "display_data"
      ? { output_type: type, data, metadata }
      : { output_type: type, data, metadata, execution_count: count };
    const displayId = displayIdOf(content);
    if (displayId !== undefined) {
      // A second display under the same id changes the earlier ones too, as in Jupyter's own clients.
      const displays = this.#displays.get(displayId) ?? [];
      for (const earlier of displays) Object.assign(earlier, { data, metadata });
      this.#displays.set(displayId, [...displays, output]);
    }
    this.#add(cell, output);
    this.#onEvent({ type: "display", cell, displayId, data, update: false });
  }

  #updateDisplay(content: Record<string, unknown>, cell: CodeCell | undefined): void {
    const displayId = displayIdOf(content);
    const data = asBundle(content.data);
    const metadata = asObject(content.metadata);
    const displays = displayId === undefined ? undefined : this.#displays.get(displayId);
    for (const output of displays ?? []) Object.assign(output, { data, metadata });
    if (cell) this.#onEvent({ type: "display", cell, displayId, data, update: true });
  }
}

function displayIdOf(content: Record<string, unknown>): string | undefined {
  const id = asObject(content.transient).display_id;
  return typeof id === "string" ? id : undefined;
}

/** A bundle as the format allows it: text for all media types except JSON ones. */
function asBundle(value: unknown): MimeBundle {
  return Object.fromEntries(
    Object.entries(asObject(value)).map(([mediaType, item]) => [
      mediaType,
      typeof item === "string" || isJsonMediaType(mediaType) ? item : asText(item),
    ]),
  );
}

function asText(value: unknown): string {
  return Array.isArray(value) && value.every((piece) => typeof piece === "string")
    ? value.join("")
    : JSON.stringify(value);
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? value as Record<string, unknown>
    : {};
}
