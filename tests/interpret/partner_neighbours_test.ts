import { assertEquals, assertThrows } from "@std/assert";
import { partnerNeighbours } from "../../lib/interpret/measures/partner_neighbours.ts";

const mirror = (pair: string) => pair.split(",").reverse().join(",");

Deno.test("neighbours of a partner are counted, groups that are their own partners are not asked", () => {
  const pairs = ["1,2", "2,1", "3,4", "4,3", "1,1"];
  assertEquals(partnerNeighbours(Float64Array.of(0, 0.1, 5, 5.1, 9), 1, pairs, mirror), 1);
  assertEquals(partnerNeighbours(Float64Array.of(0, 5, 0.1, 5.1, 9), 1, pairs, mirror), 0);
  assertEquals(partnerNeighbours(Float64Array.of(0, 0, 1, 1, 2, 1), 2, ["1,2", "2,1", "3,3"], mirror), 0.5);
});

Deno.test("rows that do not fit, and groups without partners, are refused", () => {
  assertThrows(() => partnerNeighbours(new Float64Array(3), 2, ["1,2"], mirror), RangeError, "needed 2");
  assertThrows(
    () => partnerNeighbours(new Float64Array(2), 1, ["1,1", "2,2"], mirror),
    RangeError,
    "1,1,2,2",
  );
});
