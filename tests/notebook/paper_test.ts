import { assertEquals, assertThrows } from "@std/assert";
import { type Paper, paper } from "../../lib/notebook/paper.ts";

const SOUND: Paper = {
  number: "04",
  title: "Loss jump",
  arxiv: ["2405.03095", "cs/0112017"],
  authors: "Wang et al.",
  finding: "The loss jumps.",
};

Deno.test("paper() gives back what it was told", () => assertEquals(paper(SOUND), SOUND));

for (
  const [change, message] of [
    [{ number: "4" }, 'its number must be two digits such as "01", got "4"'],
    [{ title: "" }, "title must be one line of text"],
    [{ title: "a | b" }, "title must be one line of text"],
    [{ authors: "Wang\net al." }, "authors must be one line of text"],
    [{ finding: "The loss jumps" }, "finding must be a sentence with a full stop"],
    [{ arxiv: ["arXiv:2405.03095"] }, 'like 2405.17479, got "arXiv:2405.03095"'],
  ] as const
) {
  Deno.test(`paper() refuses ${JSON.stringify(change)}`, () => {
    assertThrows(() => paper({ ...SOUND, ...change }), RangeError, message);
  });
}
