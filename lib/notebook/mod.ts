/**
 * What the notebooks share: the runs of an experiment, and tables and texts that are made from them.
 *
 * @module
 */
export { checkedProfile, notebookProfile } from "../experiments/profile.ts";
export { claimsOfPaper, type ClaimsOfPaperOptions } from "./claims_of_paper.ts";
export * from "./cost.ts";
export * from "./number_table.ts";
export * from "./opening.ts";
export * from "./remark.ts";
export * from "./seed_table.ts";
export * from "./settings_table.ts";
export * from "./source_excerpt.ts";
export * from "./words.ts";
