/** Arithmetic of most experiments: loops over typed arrays. */
export const ON_HOST = { precision: "float64", engine: "host" } as const;
