import { assert, assertEquals, assertThrows } from "@std/assert";
import {
  keyCells,
  type KeyTask,
  modularSplit,
  TASK_NAMES,
  taskByName,
} from "../../../lib/sequences/anchors/mod.ts";
import { residueClass } from "../../../lib/sequences/anchors/modular_split.ts";
import { KEY_RULES } from "./rule_book.ts";

const keyTasks = TASK_NAMES.map(taskByName).filter((task): task is KeyTask => task.kind === "key");
/** Everything a part can show: "anchors|split position|key". */
const cellsOf = (task: KeyTask, part: "train" | "test" | "unseen") =>
  keyCells(task, part).flatMap(({ mapping, start, keyPosition, keys }) =>
    Array.from(keys, (key) => ({
      anchors: `${task.mappings[mapping].anchors}`,
      position: task.splitBy === "key" ? keyPosition : start,
      key,
    }))
  );

Deno.test("no key at a position of the test or the unseen part is ever in training, whatever the anchors", () => {
  for (const task of keyTasks) {
    const trained = new Set(cellsOf(task, "train").map(({ position, key }) => `${position} ${key}`));
    for (const part of ["test", "unseen"] as const) {
      for (const { position, key } of cellsOf(task, part)) {
        assert(!trained.has(`${position} ${key}`), `${task.name}: ${key} at ${position}`);
      }
    }
  }
});

Deno.test("no pair of anchors and no interval that is held back is ever in training", () => {
  for (const name of TASK_NAMES) {
    const rules = KEY_RULES[name], task = taskByName(name);
    if (!rules || task.kind !== "key") continue;
    for (const { anchors, key } of [...cellsOf(task, "train"), ...cellsOf(task, "test")]) {
      assert(rules.trained(anchors, key), `${name}: (${anchors}) with ${key}`);
      assert(!rules.unseen?.(anchors, key), `${name}: (${anchors}) with ${key}`);
    }
    const held = cellsOf(task, "unseen");
    assertEquals(held.length > 0, rules.unseen !== undefined, name);
    for (const { anchors, key } of held) {
      assert(
        rules.unseen!(anchors, key) && !rules.trained(anchors, key),
        `${name}: (${anchors}) with ${key}`,
      );
    }
  }
});

Deno.test("training and test part together are every key at every position, and every key is trained somewhere", () => {
  for (const name of ["identity", "multi-anchor", "composition", "composite-W"] as const) {
    const task = taskByName(name) as KeyTask, rules = KEY_RULES[name]!;
    const train = cellsOf(task, "train"), test = cellsOf(task, "test");
    const trainedMappings = task.mappings.filter(({ weight }) => weight > 0).length;
    const starts = name === "identity" || name === "multi-anchor" ? 8 : 7;
    assertEquals(train.length + test.length, trainedMappings * starts * 80, name);
    assertEquals(
      new Set([...train, ...test].map((cell) => JSON.stringify(cell))).size,
      train.length + test.length,
    );
    const last = rules.base[1] + (rules.shifted ? starts - 1 : 0);
    const trained = new Set(train.map(({ key }) => key));
    for (let key = 20; key <= last; key++) {
      // The largest shifted key stands at the last position only, where it may be held back.
      if (key < last) assert(trained.has(key), `${name}: ${key}`);
    }
  }
});

Deno.test("a key is held back where its residue is that of its position", () => {
  for (let value = 20; value < 108; value++) {
    for (let position = 0; position < 9; position++) {
      assertEquals(modularSplit(value, position, 7), (value - position) % 7 === 0 ? "test" : "train");
      const base = value - position;
      if (base >= 0) assertEquals(modularSplit(value, position, 8) === "test", base % 8 === 0);
    }
  }
});

Deno.test("values, positions and moduli that are none are refused, and so is an empty class", () => {
  assertThrows(() => modularSplit(1.5, 0, 8), TypeError, "got 1.5, 0, 8");
  assertThrows(() => modularSplit(20, NaN, 8), TypeError, "NaN");
  assertThrows(() => modularSplit(20, -1, 8), RangeError, "position -1");
  assertThrows(() => modularSplit(20, 0, 1), RangeError, "must be 2 or more, got 1");
  assertThrows(
    () => residueClass("trial", { from: 21, to: 22 }, 0, 8, "test"),
    RangeError,
    "trial: no key of 21 … 22",
  );
});
