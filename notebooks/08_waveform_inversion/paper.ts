/** Paper 08, as README and the site introduce it. */
import { paper } from "../../lib/notebook/paper.ts";

export default paper({
  number: "08",
  title: "Waveform inversion with a network in place of the velocity grid",
  arxiv: ["2311.04531"],
  authors: "Yan, Wu, Xu, Ma",
  finding:
    "Under noise a network ends nearer to the truth than Adam on the grid; against the best of Adam, L-BFGS and total variation it does so in every seed on one of four models only.",
});
