/** Settings of the experiments on images, and what is kept of them. */
import type { IMAGE_NETWORKS } from "./image_networks.ts";

/** Numbers of one set-up; where they come from stands in the notebook. */
export interface ImageSettings {
  network: keyof typeof IMAGE_NETWORKS;
  train: number;
  test: number;
  side: 16 | 32;
  /** Kaiming's start, or the exponent γ of weights ~ N(0, fan-in^−2γ). */
  starts: ("kaiming" | number)[];
  batch: number;
  epochs: number;
  /** Adam's rate, a tenth of it after a share of the steps. */
  rate: number;
  dropAfter: number;
  /** Share of the parameters that each round cuts to. */
  rounds: number[];
  retrain: { epochs: number; rate: number };
  /** Training images that the cuts look at, and that fix batch norm for the test. */
  calibration: number;
}

/** One round of cutting and retraining. */
export interface ImageRound {
  /** Threshold that was needed. */
  tau: number;
  widths: number[];
  size: number;
  /** Test accuracy right after the cut; with batch norm as the leaders had it; and after retraining. */
  cut: number;
  stale: number;
  retrained: number;
}

/** What is kept of one start. */
export interface ImageStart {
  start: "kaiming" | number;
  accuracy: number;
  /** After as many further epochs as all rounds have. */
  whole: number;
  /** Widths that are left at τ = .9 and .7, one-shot. */
  condensed: { "0.9": number[]; "0.7": number[] };
  rounds: ImageRound[];
  /** Accuracy at the last widths: cut in another way and retrained, and trained from scratch, with as many epochs. */
  controls: { random: number; magnitude: number; scratch: number };
}

/** Of all starts. */
export type ImageRun = ImageStart[];
