/** Paper 05, as README and the site introduce it. */
import { paper } from "../../lib/notebook/paper.ts";

export default paper({
  number: "05",
  title: "Smaller networks by condensation",
  arxiv: ["2405.01041"],
  authors: "Chen, Xu",
  finding:
    "From a small start networks condense and lose more than half of their parameters at one threshold, where those from the usual start keep most; the cut network then has 1.1 to 1.5 times the loss, or the same for methane where outgoing weights are fitted instead of summed.",
});
