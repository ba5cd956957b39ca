/** Where the settings of the experiments come from. */
import { type Displayable, settingsTable } from "../../lib/notebook/mod.ts";

/** What is not named here is our choice. */
const SOURCES: Readonly<Record<string, string>> = {
  enumerated: "set beforehand: m ≤ 6",
  neurons: "set beforehand",
  masks: "set beforehand (quick: 30,000)",
  keep:
    "set beforehand; two-layer networks: our choice (IRD has a range); S11: IRD, 0.8 and 0.5; S8–S10: IRD",
  keeps: "set beforehand: 0.8; the others are our choice; a reviewer of the paper asked for 0.01 to 0.1",
  rates: "C2: set beforehand (quick: two of them); the others are our choice; a reviewer asked for larger ε",
  time: "C2: set beforehand; otherwise our choice",
  dropoutPaths: "per seed; C2: set beforehand, 10⁵ or more in all (quick: fewer); S1: our choice",
  naivePaths: "our choice: the naive error is large",
  substeps: "set beforehand: ℓ ≥ 8",
  data:
    "set beforehand: 5 Gaussian classes in 12 dimensions; digits: 2,000 of 14 × 14 pixels (paper: 10,000 of 28 × 28)",
  hidden: "set beforehand, digits 30-30 (paper: 50-50); S11: our choice (IRD: 1024-1024)",
  activation: "set beforehand: in trials tanh gave clearer results than ReLU, which is also shown",
  rate:
    "C4–C6: set beforehand; S7 and S12: IRD, 0.005 and 0.05; S8–S10: IRD prints 10⁻³ and 10⁻⁴; S11: our choice",
  block: "Feng and Tu (PNAS 2021): the matrix between the hidden layers",
  checkpoints:
    "our choice: after the first fall of the loss, in the middle, at the end; or on a logarithmic scale",
  samples: "set beforehand: 1,500 (paper: perhaps 3,000)",
  directions: "C4: set beforehand, principal components 1 to 39; S11: our choice",
  factors: "paper: 2; Feng and Tu: e",
  curvatures: "set beforehand: the largest 40",
  rotations: "set beforehand",
  hessianRows: "set beforehand: all rows; for digits 500",
  rows: "our choice (IRD: 1,000; S1's number is unknown); two convolutions: set beforehand",
  side: "our choice (IRD: 28)",
  width: "our choice (IRD: 1,000; S1's is unknown); S8: set beforehand; S10: IRD",
  variants: "IRD's four losses, and those that separate drift from noise",
  probes: "our choice: random signs in the estimate of Tr H",
  shift: "our choice: standard deviation of the noise on every parameter",
  filters: "our choice: of 3 × 3, each layer followed by max pooling over 2 × 2",
  keepMaps: "our choice: for the units of the pooled maps",
  keepHidden: "our choice; IRD: 0.8 and 0.5 for the fully connected network",
  epochs: "our choice, after a trial on another seed",
  inputs: "IRD",
  points: "S10: IRD; otherwise our choice",
  batch: "S8–S10: IRD, the control; otherwise our choice",
  batchSteps: "our choice; by then the error has reached rounding",
  batchRate: "our choice: plain gradient descent",
};

/** Settings of an experiment and where they come from. */
export function settingsHere(settings: object): Displayable {
  return settingsTable(settings, {}, { common: SOURCES, others: "our choice" });
}
