/** Paper 10, as README and the site introduce it. */
import { paper } from "../../lib/notebook/paper.ts";

export default paper({
  number: "10",
  title: "Stochastic modified equations and the noise structure of dropout",
  arxiv: ["2305.15850", "2207.05952"],
  authors: "Zhang, Li, Luo, Xu",
  finding:
    "Dropout's gradient noise is larger in directions of higher curvature, for ReLU only partly; its stochastic equations have their weak orders at keep probability 0.8; its mean loss without noise flattens minima as much.",
});
