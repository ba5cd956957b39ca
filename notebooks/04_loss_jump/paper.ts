/** Paper 04, as README and the site introduce it. */
import { paper } from "../../lib/notebook/paper.ts";

export default paper({
  number: "04",
  title: "Loss jump when switching from data loss to model loss",
  arxiv: ["2405.03095"],
  authors: "Wang, Zhang, Zhang, Xu",
  finding:
    "A network that has fitted the solution of a differential equation loses its low frequencies when training continues with the equation alone, with each of four optimisers; weighting the residual by 1/k² nearly prevents it.",
});
