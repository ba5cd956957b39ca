/**
 * Experiments: objects that know their module, run their cases in worker processes, and store results with key,
 * provenance and verification.
 *
 * @module
 */
export { canonicalJson } from "./canonical_json.ts";
export { type Case, caseKey, casesOf, experimentId, plannedCases } from "./case.ts";
export { computeCases, type ComputeOptions, DataMismatch } from "./compute.ts";
export {
  type AnyExperiment,
  type Block,
  type CaseExperiment,
  type CaseOptions,
  cases,
  type Experiment,
  experiment,
  type ExperimentOptions,
  isExperiment,
  loadExperiment,
  type Plan,
} from "./experiment.ts";
export type { ResultOf, RunsOf, SettingsOf } from "./of_experiment.ts";
export { plainJson } from "./plain_json.ts";
export { checkedProfile, notebookProfile, type Profile, PROFILES } from "./profile.ts";
export { resultsState } from "./provenance/results_state.ts";
export { RESULT_STATES, type ResultsState, type RunsSource, STATE_WORDS } from "./provenance/states.ts";
export { readResults, ResultsError, type StoredCase } from "./results_file.ts";
export { type FinishedCase, runCases, type RunCasesOptions } from "./run_cases.ts";
export {
  type BlockCase,
  type CaseRuns,
  caseRuns,
  type RunResults,
  type Runs,
  runs,
  type RunsOptions,
} from "./runs.ts";
export { experimentPaths, storeCases, storedCases, storedProvenance } from "./store.ts";
export { CaseError } from "./workers/worker_process.ts";
export { type CaseRun } from "./workers/worker_protocol.ts";
