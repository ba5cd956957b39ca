/** Paper 10, as README and the site introduce it. */
import { paper } from "../../lib/notebook/paper.ts";

export default paper({
  number: "10",
  title: "Stochastic modified equations and the noise structure of dropout",
  arxiv: ["2305.15850", "2207.05952"],
  authors: "Zhang, Li, Luo, Xu",
  finding:
    "Dropout's gradient noise follows the curvature from step 100 on, for ReLU only partly; its first stochastic equation has its weak order at keep probability 0.8; its mean loss flattens minima as much without noise; against the paper, the noise's mean effect helps more at 0.5.",
});
