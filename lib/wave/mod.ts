/**
 * The 2-D acoustic wave equation: a solver in WebAssembly with its discrete adjoint, shots over worker threads, misfits.
 * Velocities are row by row from the surface down, in m/s; data are steps × receivers.
 *
 * @module
 */
export { type Cell, lineAcquisition, type LineAcquisitionOptions, type Shot } from "./acquisition.ts";
export { type AcousticSolver, acousticSolver, type ShotGradient } from "./acoustic_solver.ts";
export { type AcousticTwin, acousticTwin } from "./acoustic_twin.ts";
export { cflLimit } from "./cfl_limit.ts";
export { MemoryLimitError } from "./checkpoint_plan.ts";
export { type SpaceOrder } from "./laplacian.ts";
export { edgeEcho } from "./edge_echo.ts";
export { type GreensFunctionOptions, greensFunctionRecording } from "./greens_function.ts";
export { envelopeMisfit } from "./misfits/envelope_misfit.ts";
export { gaussianEnergy } from "./misfits/gaussian_energy.ts";
export { globalCorrelationMisfit } from "./misfits/global_correlation_misfit.ts";
export { hilbertTransform } from "./misfits/hilbert_transform.ts";
export { l2Misfit } from "./misfits/l2_misfit.ts";
export { type Misfit, type MisfitAndSource } from "./misfits/misfit.ts";
export { muteMask, type MuteMaskOptions } from "./mute_mask.ts";
export { preconditionByIllumination } from "./precondition_by_illumination.ts";
export { type SolverCheckReadings, solverChecks, type SolverCheckSettings } from "./solver_checks.ts";
export { type RickerOptions, rickerWavelet } from "./ricker_wavelet.ts";
export {
  ShotPool,
  shotPool,
  type ShotPoolCall,
  type ShotPoolOptions,
  type SurveyGradient,
  UnstableRunError,
  type Wavelets,
} from "./shot_pool.ts";
export { CflError, pointsPerWavelength } from "./velocity_check.ts";
export { type WaveSettings } from "./wave_settings.ts";
