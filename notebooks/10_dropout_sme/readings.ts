/** All readings of stored results. */
export * from "../../lib/gradient_noise/network/mod.ts";
export * from "./loss_readings.ts";
export * from "./noise_readings.ts";
export * from "./path_readings.ts";
