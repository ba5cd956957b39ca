import { assertEquals } from "@std/assert";
import { against, claims, every } from "../../lib/claims/mod.ts";

Deno.test("a control on the same runs decides with its own quantity", () => {
  const runs = { seeds: [0, 1, 2], results: [4, 5, 6], source: "live" as const };
  const row = (control: number) =>
    claims(runs, [{
      id: "C1",
      claim: "large",
      quantity: "the number",
      measure: (run) => run,
      rule: every(">=", 4),
      control: against("another number", every("<", 4), () => control),
    }], { profile: "full" })[0].verdict;
  assertEquals([row(1), row(9)], ["reproduced", "not separated"]);
});
