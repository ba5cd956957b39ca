import { assertEquals, assertMatch } from "@std/assert";
import { compositeTask } from "../../../lib/sequences/anchors/mod.ts";
import { askedAnswers } from "../../../notebooks/03_composite_initialization/asked_answers.ts";

const task = compositeTask("U");

Deno.test("the picture counts answers, and names the composition", () => {
  const { alt, parts } = askedAnswers(task, [4, 3, 60], [50, 50, 50, 54], 0.945);
  assertMatch(alt, /75 % of its answers are 50, .* 95 %/);
  const [{ x, y }] = parts.interactive.data as unknown as { x: number[]; y: number[] }[];
  assertEquals([50, 54, 60].map((token) => y[x.indexOf(token)]), [0.75, 0.25, 0]);
});
