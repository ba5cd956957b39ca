/**
 * Everything that knows the Jupyter kernel: running notebooks through Deno's kernel in plain TypeScript, without Python
 * (`readNotebook`, `runNotebook`, `writeNotebook`, `Kernel`); installing the kernelspec; showing values, progress, updates
 * and errors that nothing catches (`watchKernel`) from inside a cell; and the stop file that ends trainings which an
 * interrupt does not reach.
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
  type Displayable,
  displayable,
  displayNow,
  insideKernel,
  JUPYTER_DISPLAY,
  NotInKernelError,
  show,
  updateDisplay,
} from "./display.ts";
export { type KernelReport, type KernelWatch, watchKernel } from "./inside/watch_kernel.ts";
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
export { type Progress, progressLine, type ProgressOptions } from "./progress.ts";
export { PROGRESS_DISPLAY_PREFIX, type ProgressSink } from "./progress_sink.ts";
export { formatDuration, type ProgressState, progressText, summaryText } from "./progress_text.ts";
export { NotebookFormatError, parseNotebook, readNotebook } from "./read_notebook.ts";
export { runNotebook, type RunResult } from "./run_notebook.ts";
export type { CellPosition, RunEvent, RunOptions } from "./run_options.ts";
export {
  clearStop,
  requestStop,
  stopFilePath,
  stopRequested,
  type StopSignal,
  stopSignal,
} from "./stop_file.ts";
export { StreamText } from "./stream_text.ts";
export { denoVersionWarning, PINNED_DENO, PINNED_DENO_COMMAND } from "./version.ts";
export { serializeNotebook, writeNotebook } from "./write_notebook.ts";
