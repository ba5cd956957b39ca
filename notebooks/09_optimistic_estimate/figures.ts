/** All figures of this paper. */
export * from "./error_curves.ts";
export * from "./extension_figures.ts";
export * from "./matrix_figures.ts";
export * from "./network_figures.ts";
export * from "./recovery_maps.ts";
export { errorCurves } from "../../lib/figure/mod.ts";
export * from "./staircases.ts";
