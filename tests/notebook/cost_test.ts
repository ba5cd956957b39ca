import { assertEquals } from "@std/assert";
import { cost, processMinutes } from "../../lib/notebook/cost.ts";

Deno.test("processMinutes() adds up the process seconds of all seeds of all runs", () => {
  assertEquals(processMinutes({ seconds: [30, 60] }, { seconds: [] }, { seconds: [90] }), 3);
  assertEquals(processMinutes(), 0);
});

Deno.test("cost() says how many seeds there are, where they come from and what they took", () => {
  assertEquals(cost({ seconds: [30, 44], source: "live" }), "2 seeds, live, 1.2 min of process time");
  assertEquals(
    cost({ seconds: [6], source: "stored, verified" }),
    "1 seed, stored, verified, 0.1 min of process time",
  );
});
