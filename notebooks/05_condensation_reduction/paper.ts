/** Paper 05, as README and the site introduce it. */
import { paper } from "../../lib/notebook/paper.ts";

export default paper({
  number: "05",
  title: "Smaller networks by condensation",
  arxiv: ["2405.01041"],
  authors: "Chen, Xu",
  finding:
    "A small network learns the low one of two frequencies first; with periodic features it learns both at once.",
});
