import { assertEquals, assertThrows } from "@std/assert";
import { netWith, overSeeds } from "../../lib/experiments/find_net.ts";

Deno.test("a net is found by its properties, and one that was not run is refused by name", () => {
  const nets = [{ sentences: 4000, mirrored: false }, { sentences: 4000, mirrored: true }];
  assertEquals(netWith(nets, { mirrored: true }), nets[1]);
  assertThrows(
    () => netWith(nets, { sentences: 500, mirrored: false }),
    RangeError,
    "no net of sentences 500, mirrored false, allowed sentences 4000, mirrored false; sentences 4000, mirrored true",
  );
  assertEquals(overSeeds([nets, nets], ({ sentences }) => sentences), [[4000, 4000], [4000, 4000]]);
});
