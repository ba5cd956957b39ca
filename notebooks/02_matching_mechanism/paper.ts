/** Paper 02, as README and the site introduce it. */
import { paper } from "../../lib/notebook/paper.ts";

export default paper({
  number: "02",
  title: "Multi-step reasoning: how a transformer follows a chain of links",
  arxiv: ["2405.15302"],
  authors: "Wang, Wang, Zhang, Zhou et al.",
  finding:
    "A transformer of three layers follows two links that were never trained, one in each later layer, also past an unseen query or an unseen item between; that post-norm or a small start brings this about is not separated from the control.",
});
