import { assertEquals } from "@std/assert";
import { edgesOfSentence } from "../../../lib/sequences/anchors/training/key_circuit.ts";

Deno.test("edges of a sentence: the wrong edge is never the key's, and only the key may look elsewhere", () => {
  for (let drawn = 0; drawn < 8; drawn++) {
    const { shift, broadcast, elsewhere, selves, restSelves } = edgesOfSentence(4, 9, () => drawn);
    assertEquals(shift, { layer: 1, query: 4, key: 3 });
    assertEquals(broadcast, { layer: 2, query: 8, key: 4 });
    assertEquals(elsewhere.key === 4, false);
    assertEquals([selves.length, restSelves.length], [9, 8]);
    assertEquals(restSelves.some(({ query }) => query === 4), false);
  }
});
