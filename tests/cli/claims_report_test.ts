import { assertEquals } from "@std/assert";
import { claimRow } from "../../lib/claims/claim_row.ts";
import { claimsReport } from "../../lib/cli/claims/claims_report.ts";

Deno.test("claimsReport() shows id, verdict, quantity, value, threshold and number of seeds, aligned, and what they were decided from", () => {
  const words = {
    claim: "Loss rises first",
    rule: { op: ">=", threshold: 1.05, atLeast: "every seed" },
    source: "live",
  } as const;
  const decided = claimRow({
    ...words,
    id: "C1",
    quantity: "early rise",
    seeds: [0, 1, 2],
    perSeed: [1.13, 1.12, 1.10456],
    control: {
      what: "uniform",
      perSeed: [1, 1, 1],
      rule: { op: "<=", threshold: 1.01, atLeast: "every seed" },
    },
  });
  const open = claimRow({
    ...words,
    id: "C10",
    quantity: "rise",
    seeds: [],
    perSeed: [],
    control: null,
    decided: false,
    note: "Takes an hour.",
  });
  assertEquals(
    claimsReport({ paper: "01", profile: "quick", rows: [decided, open] }),
    [
      "Claims of paper 01, profile quick",
      "id   verdict                      source  quantity    value  threshold             seeds",
      "---  ---------------------------  ------  ----------  -----  --------------------  -----",
      "C1   reproduced                   live    early rise  1.105  >= 1.05 (every seed)      3",
      "C10  not decided at this profile  live    rise            –  >= 1.05 (every seed)      0",
      "1 row decided live: 1 reproduced; 0 from stored full runs; 1 not decided at this profile",
    ].join("\n"),
  );
});
