/** Paper 03, as README and the site introduce it. */
import { paper } from "../../lib/notebook/paper.ts";

export default paper({
  number: "03",
  title: "Initialisation decides between reasoning and memorising",
  arxiv: ["2405.05409", "2501.08537"],
  authors: "Zhang, Lin, Wang, Zhang, Xu",
  finding:
    "Contrary to the paper, small initial weights do not on average make a transformer compose an unseen pair within 2.6 million training sentences (the paper: 159 million) if a wrong rule is taught for the mirrored pair, though one network at the paper's batch does; they condense its query neurons.",
});
