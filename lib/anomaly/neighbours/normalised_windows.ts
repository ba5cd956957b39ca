import type { Windows } from "../windows.ts";

/** Windows of mean 0 and variance 1, with the means and deviations that they had. */
export interface NormalisedWindows {
  readonly windows: Windows;
  readonly means: Float64Array;
  /** 0 for a constant window only */
  readonly deviations: Float64Array;
}

/** Takes from each window its mean, and divides it by its deviation; a constant one becomes 0. */
export function normalisedWindows({ values, count, length: d }: Windows): NormalisedWindows {
  const out = new Float64Array(values.length),
    means = new Float64Array(count),
    deviations = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const at = i * d, first = values[at];
    let sum = 0, constant = true;
    for (let t = 0; t < d; t++) {
      sum += values[at + t];
      if (values[at + t] !== first) constant = false;
    }
    const mean = means[i] = sum / d;
    if (constant) continue;
    let squares = 0;
    for (let t = 0; t < d; t++) squares += (out[at + t] = values[at + t] - mean) ** 2;
    const deviation = deviations[i] = Math.sqrt(squares / d);
    for (let t = 0; t < d; t++) out[at + t] /= deviation;
  }
  return { windows: { values: out, count, length: d }, means, deviations };
}
