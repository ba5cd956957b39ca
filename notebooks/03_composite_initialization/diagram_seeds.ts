/** E1: two further seeds of the diagram at width 64, whose networks take under a minute each. */
import type { GridExperiment } from "../../lib/notebook/grid_experiment.ts";
import type { PhaseCell, PhaseSettings } from "./phase_cell.ts";
import phaseSearch, { RANKED } from "./phase_search.ts";

const [diagram] = RANKED.filter(({ name }) => name === "task W, γ × depth, width 64");

const experiment: GridExperiment<PhaseSettings, PhaseCell> = {
  ...phaseSearch,
  name: "diagram, further seeds",
  grid: [{ ...diagram, name: `${diagram.name}, further seeds`, seeds: [3, 4] }],
};

export default experiment;
