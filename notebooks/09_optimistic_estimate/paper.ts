/** Paper 09, as README and the site introduce it. */
import { paper } from "../../lib/notebook/paper.ts";

export default paper({
  number: "09",
  title: "Optimistic sample size of nonlinear models",
  arxiv: ["2307.08921", "2406.18035"],
  authors: "Zhang, Zhang, Zhang, Bai, Luo, Xu",
  finding:
    "From a tiny start, gradient descent recovers five of eight matrices (from σ = 10⁻⁷ seven) from as many entries as their optimistic sample size; networks have the predicted ranks, and more connections need more samples, but wide networks need up to 30 more than narrow ones.",
});
