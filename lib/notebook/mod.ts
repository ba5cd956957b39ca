/**
 * Functions for use inside a cell: displaying values, progress, updates and uncaught errors (`watchKernel`); the stop
 * file, which ends trainings that an interrupt does not reach; and the tables and texts that notebooks share.
 *
 * @module
 */
export { checkedProfile, notebookProfile } from "../experiments/profile.ts";
export { claimsOfPaper, type ClaimsOfPaperOptions } from "./claims_of_paper.ts";
export * from "./cost.ts";
export { denoVersionWarning, PINNED_DENO, PINNED_DENO_COMMAND } from "./deno_version.ts";
export * from "./display.ts";
export * from "./number_table.ts";
export * from "./opening.ts";
export { type Progress, progressLine, type ProgressOptions } from "./progress.ts";
export * from "./remark.ts";
export * from "./seed_table.ts";
export * from "./settings_table.ts";
export * from "./source_excerpt.ts";
export { requestStop, type StopSignal, stopSignal } from "./stop_file.ts";
export { type KernelReport, type KernelWatch, watchKernel } from "./watch/watch_kernel.ts";
export * from "./words.ts";
