/** E9: two further seeds of learning rate × weight decay, whose networks take under a minute each. */
import type { GridExperiment } from "../../lib/notebook/grid_experiment.ts";
import learningRateDecay from "./learning_rate_decay.ts";
import type { PhaseCell, PhaseSettings } from "./phase_cell.ts";

const experiment: GridExperiment<PhaseSettings, PhaseCell> = {
  ...learningRateDecay,
  name: "learning rate and weight decay, further seeds",
  grid: [{
    ...learningRateDecay.grid[0],
    name: "learning rate × weight decay, further seeds",
    seeds: [3, 4],
  }],
};

export default experiment;
