import { largest, smallest } from "../../stats/mod.ts";

/** A histogram of equal bins from the smallest to the largest value. */
export interface Histogram {
  /** `bins + 1` rising edges */
  readonly edges: Float64Array;
  /** values in each bin; one on an inner edge belongs to the bin on its right */
  readonly counts: Float64Array;
}

/** Counts values in equal bins, as `numpy.histogram` does; equal values get a range of 1 around them. */
export function histogram(values: Float64Array, bins: number): Histogram {
  let low = smallest(values), high = largest(values);
  if (low === high) {
    low -= 0.5;
    high += 0.5;
  }
  const step = (high - low) / bins;
  const edges = Float64Array.from({ length: bins + 1 }, (_, b) => b === bins ? high : low + b * step);
  const counts = new Float64Array(bins);
  for (const value of values) counts[binOf(edges, value)]++;
  return { edges, counts };
}

/** The bin that holds a value, the outermost one for a value outside. */
export function binOf(edges: Float64Array, value: number): number {
  const bins = edges.length - 1, share = (value - edges[0]) / (edges[bins] - edges[0]);
  let bin = Math.min(bins - 1, Math.max(0, Math.floor(share * bins)));
  // The product may round across an edge; the edges decide.
  if (bin > 0 && value < edges[bin]) bin--;
  else if (bin < bins - 1 && value >= edges[bin + 1]) bin++;
  return bin;
}
