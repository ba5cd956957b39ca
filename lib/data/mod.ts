/**
 * Data sets by name: synthetic ones made by seed, real ones from files.
 *
 * @module
 */
export { createDataset, type Dataset, selectRows } from "./dataset.ts";
export * from "./data_directory.ts";
export * from "./idx.ts";
export * from "./image_stand_in.ts";
export { loadMnist, type Mnist, type MnistOptions } from "./mnist.ts";
export { oneHot } from "./one_hot.ts";
export { parityDataset } from "./parity.ts";
export { type SinePointKind, type SinePointOptions, sinePoints } from "./sine_points.ts";
export { type Split, splitByProportion } from "./split.ts";
