/** Paper 01, as README and the site introduce it. */
import { paper } from "../../lib/notebook/paper.ts";

export default paper({
  number: "01",
  title: "Grokking, seen by frequency",
  arxiv: ["2405.17479"],
  authors: "Zhou, Zhang, Xu",
  finding:
    "Unevenly spaced samples make a network first learn a low frequency that the target lacks: its test loss rises 12 % above that of no output at all, then falls; with dense or evenly spaced samples it does not rise.",
});
