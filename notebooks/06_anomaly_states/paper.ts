/** Paper 06, as README and the site introduce it. */
import { paper } from "../../lib/notebook/paper.ts";

export default paper({
  number: "06",
  title: "Time-series anomaly states by one-class classification",
  arxiv: ["2402.02007"],
  authors: "Zhou, Zhang, Leng, Wang, Xu",
  finding:
    "A small network learns the low one of two frequencies first; with periodic features it learns both at once.",
});
