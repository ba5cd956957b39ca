/** Paper 05, as README and the site introduce it. */
import { paper } from "../../lib/notebook/paper.ts";

export default paper({
  number: "05",
  title: "Smaller networks by condensation",
  arxiv: ["2405.01041"],
  authors: "Chen, Xu",
  finding:
    "From small initial weights networks condense and can be cut further at one threshold; methane's then keeps its accuracy at 30 % of the size if layers have their own thresholds or outgoing weights are fitted, hydrogen's at 60 to 76 %, a small MobileNetV2 at 60 %.",
});
