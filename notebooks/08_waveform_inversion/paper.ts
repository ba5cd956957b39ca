/** Paper 08, as README and the site introduce it. */
import { paper } from "../../lib/notebook/paper.ts";

export default paper({
  number: "08",
  title: "Waveform inversion with a network in place of the velocity grid",
  arxiv: ["2311.04531"],
  authors: "Yan, Wu, Xu, Ma",
  finding:
    "With noisy data a network ends closer to the true model than Adam on the grid; compared with the best of Adam, L-BFGS and total variation, it does so in every seed on only one of four models.",
});
