/** Paper 00, as README and the site introduce it. */
import { paper } from "../../notebook/paper.ts";

export default paper({
  number: "00",
  title: "NEW TITLE",
  arxiv: ["0000.00000"],
  authors: "NEW AUTHORS",
  finding:
    "A small network learns the lower of two frequencies first; with periodic features it learns both at the same time.",
});
