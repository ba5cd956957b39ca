/**
 * The Jupyter kernel from outside: runs notebooks in Deno's kernel in plain TypeScript, without Python (`readNotebook`,
 * `runNotebook`, `writeNotebook`, `Kernel`), and installs the kernelspec. The functions that a cell calls are in
 * `notebook`.
 *
 * @module
 */
export {
  type CellFailure,
  cellFailure,
  failingLine,
  type FailureReason,
  type SourceLine,
} from "./cell_failure.ts";
export {
  CellTimeoutError,
  type ExecuteOptions,
  type ExecuteReply,
  Kernel,
  KernelDiedError,
  type KernelOptions,
} from "./kernel.ts";
export { KERNEL_ENVIRONMENT, kernelCommand, type KernelProcessOptions } from "./kernel_process.ts";
export {
  installedCommand,
  type InstalledKernelspec,
  installKernelspec,
  jupyterDataFolder,
  type JupyterPlatform,
  KERNEL_DISPLAY_NAME,
  KERNEL_NAME,
  type Kernelspec,
  kernelspec,
  venvDataFolder,
} from "./kernelspec.ts";
export {
  type JupyterMessage,
  MessageError,
  type MessageHeader,
  packMessage,
  parseMessage,
  signMessage,
} from "./message.ts";
export type {
  Cell,
  CodeCell,
  DisplayOutput,
  ErrorOutput,
  MimeBundle,
  Notebook,
  Output,
  ResultOutput,
  StreamOutput,
  TextCell,
} from "./notebook.ts";
export { NotebookFormatError, parseNotebook, readNotebook } from "./read_notebook.ts";
export { runNotebook, type RunResult } from "./run_notebook.ts";
export type { CellPosition, RunEvent, RunOptions } from "./run_options.ts";
export { StreamText } from "./stream_text.ts";
export { serializeNotebook, writeNotebook } from "./write_notebook.ts";
