/** All readings of stored results. */
export * from "./loss_readings.ts";
export * from "./noise_readings.ts";
export * from "./path_readings.ts";
