/** Paper 02, as README and the site introduce it. */
import { paper } from "../../lib/notebook/paper.ts";

export default paper({
  number: "02",
  title: "Multi-step reasoning: how a transformer follows a chain of links",
  arxiv: ["2405.15302"],
  authors: "Wang, Wang, Zhang, Zhou et al.",
  finding:
    "A three-layer transformer follows two links that were never trained, one in each later layer, even with an unseen query or intermediate item; whether post-norm or small initial weights cause this stays open.",
});
