/** Paper 05, as README and the site introduce it. */
import { paper } from "../../lib/notebook/paper.ts";

export default paper({
  number: "05",
  title: "Smaller networks by condensation",
  arxiv: ["2405.01041"],
  authors: "Chen, Xu",
  finding:
    "From small initial weights networks condense: merging at one threshold removes more than half of their parameters; networks from the usual start keep most. The smaller network has 1.1 to 1.5 times the loss, or the same for methane if outgoing weights are fitted instead of summed.",
});
