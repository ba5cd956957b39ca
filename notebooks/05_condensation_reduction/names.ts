/** Names and colours that the figures share. */
import { type Layout, logAxis, OKABE_ITO } from "../../lib/figure/mod.ts";

const { black, blue, green, orange, purple, skyBlue, vermillion } = OKABE_ITO;

export const GAMMAS = [
  { gamma: 1, name: "γ = 1 (condensed)", color: vermillion },
  { gamma: 0.5, name: "γ = 1/2 (standard)", color: blue },
];

/** Ways of making a smaller network. */
export const WAYS = {
  merged: { name: "merged, sums", color: vermillion, style: "circle" },
  refitted: { name: "merged, refitted", color: green, style: "diamond" },
  leader: { name: "leaders alone", color: purple, style: "x" },
  random: { name: "random groups", color: black, style: "cross" },
  magnitude: { name: "magnitude pruning", color: orange, style: "square" },
  scratch: { name: "from scratch, the retraining's steps", color: skyBlue, style: "triangle-up" },
  "scratch, all steps": { name: "from scratch, all steps", color: blue, style: "triangle-down" },
} as const;

export const SIZE: Layout = logAxis("share of the parameters");
export const L1: Layout = logAxis("validation L1");
