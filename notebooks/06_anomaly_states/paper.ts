/** Paper 06, as README and the site introduce it. */
import { paper } from "../../lib/notebook/paper.ts";

export default paper({
  number: "06",
  title: "Time-series anomaly states by one-class classification",
  arxiv: ["2402.02007"],
  authors: "Zhou, Zhang, Leng, Wang, Xu",
  finding:
    "Of 38 one-class detectors, KNN is among the best third on real series, Sampling and LOF are not; the choice of anomalies decides how hard the task is: on those most like normal samples, the average detector is at chance on two sets.",
});
