import { assertEquals } from "@std/assert";
import { offsetShares } from "../../../lib/sequences/anchors/metrics/offset_shares.ts";

Deno.test("offset shares add up to one, rare ones together", () => {
  const shares = offsetShares([[[-7, 90], [3, 1]], [[-7, 8], [5, 1]]], 0.05);
  assertEquals(shares, [{ offset: "−7", share: 0.98 }, { offset: "other", share: 0.02 }]);
});
