/** Functions of tensors that TF.js lacks, or has in a form that is slow or inexact when differentiated. */
export * from "./activation.ts";
export * from "./softmax.ts";
