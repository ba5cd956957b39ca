/** Paper 07, as README and the site introduce it. */
import { paper } from "../../lib/notebook/paper.ts";

export default paper({
  number: "07",
  title: "Anchor functions: small tasks that show how a language model works",
  arxiv: ["2401.08309"],
  authors: "Zhang, Wang, Yao, Zhou et al.",
  finding:
    "A small decoder copies the token after an anchor in two steps, a shift in its first layer and a broadcast in its second, and these two attention edges alone keep nearly all of its accuracy; a deeper network is no better at a composition that was never trained.",
});
