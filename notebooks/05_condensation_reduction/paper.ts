/** Paper 05, as README and the site introduce it. */
import { paper } from "../../lib/notebook/paper.ts";

export default paper({
  number: "05",
  title: "Smaller networks by condensation",
  arxiv: ["2405.01041"],
  authors: "Chen, Xu",
  finding:
    "Networks from a small start condense and lose more than half of their parameters at one threshold, where those from the usual start keep most; hydrogen's surrogate then has 1.3 to 1.5 times the loss, and a new small network that is trained as long in all is better.",
});
