/** Rejects invalid specifications. */
import { checkedKeyTask } from "./checked_key_task.ts";
import { residueClass } from "./modular_split.ts";
import { checkShare } from "./share.ts";
import type { AnchorTask, TaskBase } from "./task.ts";
import { checkRange, checkToken, inRange, rangeSize } from "./token_range.ts";

/**
 * Checks the numbers of a specification and returns it.
 *
 * @throws {TypeError} for tokens, lengths or moduli that are not integers
 * @throws {RangeError} for a sequence too short for the task, a modulus ≤ 1 or not below the number of items, duplicate
 *   anchors or anchors that are also items, an empty residue class, a label outside the vocabulary, shares outside 0 …
 *   1,
 * and what {@linkcode checkedKeyTask} rejects; the message says what was found and what is allowed
 */
export function checkedTask<T extends AnchorTask>(task: T): T {
  checkBase(task);
  const of: AnchorTask = task, what = `task ${of.name}`, { anchors, noise, length } = of;
  const need = (count: number) => {
    if (anchors.length !== count) {
      throw new RangeError(`${what}: anchors [${anchors}], allowed are ${count} of them`);
    }
  };
  const checkClasses = (positions: readonly number[]) => {
    for (const position of positions) {
      for (const part of ["train", "test"] as const) residueClass(what, noise, position, of.modulus, part);
    }
  };
  const atLeast = (least: number) => {
    if (length < least) throw new RangeError(`${what}: length ${length}, allowed ${least} or more`);
  };
  const inner = Array.from({ length: length - 1 }, (_, at) => at);
  switch (of.kind) {
    case "key":
      checkedKeyTask(of);
      break;
    case "recitation":
      need(1);
      atLeast(5);
      checkShare(what, "the share of forward sequences", of.forwardShare);
      checkClasses(inner);
      break;
    case "reading":
      need(0);
      atLeast(4);
      checkClasses(inner);
      break;
    case "memory":
      need(2);
      atLeast(6);
      checkClasses(inner);
      checkToken(`${what}: the largest label`, 2 * noise.to, of.vocabulary);
      break;
    case "classification":
      if (anchors.length < 2) throw new RangeError(`${what}: classes [${anchors}], allowed are 2 or more`);
      if (length !== 2 * anchors.length + 1) {
        throw new RangeError(
          `${what}: length ${length} for ${anchors.length} classes, allowed ${2 * anchors.length + 1}`,
        );
      }
      checkClasses(anchors.map((_, i) => 2 * i));
      break;
    default:
      throw new RangeError(`${what}: kind "${(of as { kind: string }).kind}" is unknown`);
  }
  return task;
}

function checkBase({ name, length, noise, anchors, vocabulary, modulus }: TaskBase): void {
  const what = `task ${name}`;
  for (const [quantity, value] of Object.entries({ length, vocabulary, modulus })) {
    if (!Number.isInteger(value)) {
      throw new TypeError(`${what}: ${quantity} must be an integer, got ${value}`);
    }
  }
  if (length < 3) throw new RangeError(`${what}: a sequence needs 3 or more tokens, got ${length}`);
  checkRange(`${what}, noise`, noise);
  checkToken(`${what}, noise`, noise.to, vocabulary);
  if (modulus <= 1 || modulus >= rangeSize(noise)) {
    throw new RangeError(
      `${what}: modulus ${modulus}, allowed 2 … ${rangeSize(noise) - 1} (fewer than the ${
        rangeSize(noise)
      } items)`,
    );
  }
  anchors.forEach((anchor, i) => {
    checkToken(`${what}, anchors`, anchor, vocabulary);
    if (anchors.indexOf(anchor) !== i) throw new RangeError(`${what}: anchor ${anchor} is there twice`);
    if (inRange(noise, anchor)) {
      throw new RangeError(`${what}: anchor ${anchor} lies inside the items ${noise.from} … ${noise.to}`);
    }
  });
}
