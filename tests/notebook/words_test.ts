import { assertEquals } from "@std/assert";
import { range } from "../../lib/notebook/words.ts";

Deno.test("range() names the least and the greatest of any number of values", () => {
  const values = Array.from({ length: 300_000 }, (_, k) => (k * 7919) % 300_000 + 1);
  assertEquals(range(values), "1–300,000");
  assertEquals([range([0.02, 3]), range([5, 5]), range([-2, 1])], ["0.02–3", "5", "-2 to 1"]);
});
