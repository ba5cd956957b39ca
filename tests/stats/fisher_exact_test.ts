import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { fisherExact } from "../../lib/stats/mod.ts";

Deno.test("the lady tasting tea: all four of four right has probability 1/70", () => {
  assertAlmostEquals(fisherExact({ successes: 4, trials: 4 }, { successes: 0, trials: 4 }), 1 / 70, 1e-12);
  assertAlmostEquals(fisherExact({ successes: 3, trials: 4 }, { successes: 1, trials: 4 }), 17 / 70, 1e-12);
});

Deno.test("fewer successes than expected are no surprise, and no successes none at all", () => {
  assertEquals(fisherExact({ successes: 0, trials: 5 }, { successes: 0, trials: 9 }), 1);
  assertAlmostEquals(fisherExact({ successes: 0, trials: 5 }, { successes: 4, trials: 9 }), 1, 1e-12);
});

Deno.test("samples of different sizes agree with SciPy", () => {
  // scipy.stats.fisher_exact([[8, 2], [1, 5]], alternative="greater")
  assertAlmostEquals(
    fisherExact({ successes: 8, trials: 10 }, { successes: 1, trials: 6 }),
    0.02447552447552449,
    1e-12,
  );
});

Deno.test("more successes than trials are an error", () => {
  assertThrows(
    () => fisherExact({ successes: 3, trials: 2 }, { successes: 0, trials: 2 }),
    RangeError,
    "got 3",
  );
});
