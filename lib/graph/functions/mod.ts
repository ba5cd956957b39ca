/** Tensor functions that TF.js lacks, or whose derivatives are slow or inexact in TF.js. */
export * from "./activation.ts";
export * from "./softmax.ts";
