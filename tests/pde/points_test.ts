import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { evenPoints, joinPoints, latticePoints, randomPoints, valuesAt } from "../../lib/pde/mod.ts";
import { generator } from "../../lib/random/mod.ts";

Deno.test("even points include both ends", () => {
  const even = evenPoints([0, 2], 9);
  assertEquals([even.values[0], even.values[8], even.values[1]], [0, 2, 0.25]);
});

Deno.test("random points lie in their box, fixed coordinates stay, and a seed gives them again", () => {
  const draw = () => randomPoints([[-1, 1], 0.5], 50, generator(4, "points"));
  const { values } = draw();
  assertEquals(draw().values, values);
  for (let i = 0; i < 50; i++) {
    assert(Math.abs(values[2 * i]) <= 1);
    assertEquals(values[2 * i + 1], 0.5);
  }
});

Deno.test("a lattice runs through its last axis first", () => {
  const { values, count } = latticePoints([[0, 1], [0, 3]], [2, 4]);
  assertEquals(count, 8);
  assertEquals([...values], [0, 0, 0, 1, 0, 2, 0, 3, 1, 0, 1, 1, 1, 2, 1, 3]);
});

Deno.test("joined points keep their order, and a function is read at each", () => {
  const a = latticePoints([[0, 1]], [2]), b = latticePoints([[2, 3]], [2]);
  assertEquals([...valuesAt(joinPoints([a, b]), ([x]) => 10 * x)], [0, 10, 20, 30]);
  assertAlmostEquals(valuesAt(latticePoints([[0, 1], [0, 3]], [2, 2]), ([x, t]) => x + t)[3], 4);
});

Deno.test("fewer than 8 points, an empty interval and unequal axes are refused with what was found", () => {
  assertThrows(() => evenPoints([0, 1], 7), RangeError, "8 or more, got 7");
  assertThrows(() => evenPoints([0, 1], 8.5), RangeError, "got 8.5");
  assertThrows(() => evenPoints([1, 1], 10), RangeError, "a = 1, b = 1");
  assertThrows(() => evenPoints([2, 1], 10), RangeError, "a < b");
  assertThrows(() => randomPoints([[0, NaN]], 10, generator(0)), RangeError, "finite");
  assertThrows(() => latticePoints([[0, 1]], [2, 2]), RangeError, "2 numbers of points for 1 axes");
  const line = latticePoints([[0, 1]], [2]), plane = latticePoints([[0, 1], [0, 1]], [2, 2]);
  assertThrows(() => joinPoints([line, plane]), RangeError, "2 axes");
});
