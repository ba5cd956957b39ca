/** Goes through the tokens of samples and names the first rule that one breaks. */
import type { AnchorBatch, Part, TaskName } from "../../../lib/sequences/anchors/mod.ts";
import { KEY_RULES, type KeyRules } from "./rule_book.ts";

/** Finds what is wrong with the tokens and label of a row, or nothing. */
export type RowCheck = (batch: AnchorBatch, row: number) => string | undefined;

/** The check of a part of a task. */
export function rowCheck(name: TaskName, part: Part): RowCheck {
  const rules = KEY_RULES[name];
  if (rules) return keyCheck(rules, part);
  const check = OTHER[name];
  if (!check) throw new Error(`no rules for ${name}`);
  return (batch, row) =>
    check(batch.tokens.subarray(row * batch.length, (row + 1) * batch.length), batch, row, part);
}

function keyCheck(rules: KeyRules, part: Part): RowCheck {
  const { length, noise: [low, high], base, shifted, modulus, keyAt, splitBy, cyclic } = rules;
  // Labels and permissions are looked up once for each (anchors, key), or the strings would take most of the time.
  const known = new Map<number, { allowed: boolean; labels: readonly number[] }>();
  const average = rules === KEY_RULES.average;
  return ({ tokens, labels, keys }, row) => {
    const at = row * length;
    let first = -1, last = -1, count = 0, code = 0;
    for (let i = 0; i < length; i++) {
      const token = tokens[at + i];
      if (token >= 20) continue;
      if (first < 0) first = i;
      else if (i !== last + 1) return "anchors are not side by side";
      last = i;
      count++;
      code = code * 16 + token;
    }
    if (count === 0) return "no anchor";
    let keyPosition = "fromFirst" in keyAt ? first + keyAt.fromFirst : last + 1 + keyAt.behindLast;
    if (cyclic) keyPosition %= length;
    if (keyPosition < 0 || keyPosition >= length) return "key outside the sequence";
    const key = tokens[at + keyPosition];
    for (let i = 0; i < length; i++) {
      const token = tokens[at + i], isGroup = i === keyPosition || (i >= first && i <= last);
      if (!isGroup && (token < low || token > high)) return `noise ${token}`;
    }
    const position = splitBy === "key" ? keyPosition : cyclic ? first : Math.min(first, keyPosition);
    const shift = shifted ? position : 0;
    if (key < base[0] + shift || key > base[1] + shift) return `key ${key} at ${position}`;
    if (((key - position) % modulus === 0) !== (part !== "train")) {
      return `residue of key ${key} at ${position}`;
    }
    if (keys[row] !== key) return "key as recorded";
    const second = average ? tokens[at + keyPosition + 1] : key, m = Math.floor((key + second) / 2);
    const id = (code * 128 + key) * 128 + m;
    let rule = known.get(id);
    if (!rule) {
      const names: number[] = [];
      for (let rest = code; rest > 0; rest = rest >> 4) names.unshift(rest & 15);
      const anchors = names.join(","), may = part === "unseen" ? rules.unseen : rules.trained;
      rule = { allowed: may?.(anchors, key) ?? false, labels: rules.labels(anchors, key, m) };
      known.set(id, rule);
    }
    if (!rule.allowed) return `anchors code ${code} with key ${key}`;
    return rule.labels.includes(labels[row]) ? undefined : `label ${labels[row]} of key ${key}`;
  };
}

const item = (token: number) => token >= 20 && token <= 100;
/** Whether an item is held back at a position. */
const held = (token: number, position: number, modulus: number) => token % modulus === position % modulus;

const OTHER: Partial<
  Record<TaskName, (row: Int32Array, batch: AnchorBatch, index: number, part: Part) => string | undefined>
> = {
  "reading"(row, { labels }, index, part) {
    if (!row.every(item)) return "an item out of range";
    const at = row.indexOf(row[8]);
    if (at > 6 || row.lastIndexOf(row[8], 7) !== at) return "the question is not there exactly once before";
    if (labels[index] !== row[at + 1]) return "the label is not the item behind";
    return held(row[at + 1], at + 1, 8) === (part === "test") ? undefined : "residue";
  },
  "recitation"(row, { labels, mappings }, index, part) {
    const at = row.indexOf(3), a = row[at - 1], b = row[at + 1], asked = row[8];
    if (at < 1 || at > 6 || row.lastIndexOf(3) !== at) return "not one anchor inside";
    if (!row.every((token, i) => i === at || item(token))) return "an item out of range";
    if (a === b || (asked !== a && asked !== b)) return "the last token is not one of two different items";
    if (mappings[index] !== (asked === a ? 0 : 1)) return "direction";
    if (labels[index] !== (asked === a ? b : a)) return "the label is not the other item";
    const heldA = held(a, at - 1, 8), heldB = held(b, at + 1, 8);
    if (part === "train") return heldA || heldB ? "residue" : undefined;
    return (asked === a ? heldB && !heldA : heldA && !heldB) ? undefined : "residue";
  },
  "working-memory"(row, { labels }, index, part) {
    const one = row.indexOf(3), two = row.indexOf(4);
    if (one < 0 || two < 0 || row.lastIndexOf(3) !== one || row.lastIndexOf(4) !== two) return "anchors";
    if (one > 17 || two > 17 || Math.abs(one - two) < 2) return "groups overlap or reach the last token";
    if (!row.every((token, i) => i === one || i === two || item(token))) return "an item out of range";
    if (labels[index] !== row[one + 1] + row[two + 1]) return "the label is not the sum";
    const inTest = part === "test";
    const right = held(row[one + 1], one + 1, 19) === inTest && held(row[two + 1], two + 1, 19) === inTest;
    return right ? undefined : "residue";
  },
  "classification"(row, { labels }, index, part) {
    let classes = 0, nearest = -1, least = Infinity, ties = 0;
    for (let i = 0; i < 8; i += 2) {
      if (!item(row[i]) || row[i + 1] < 1 || row[i + 1] > 4) return "a value or class out of range";
      classes |= 1 << row[i + 1];
      const distance = Math.abs(row[i] - row[8]);
      if (distance === least) ties++;
      if (distance < least) [nearest, least, ties] = [i, distance, 0];
    }
    if (!item(row[8]) || classes !== 0b11110) return "not every class once";
    if (ties > 0) return "two values are as near";
    if (labels[index] !== row[nearest + 1]) return "the label is not the nearest value's class";
    return held(row[nearest], nearest, 8) === (part === "test") ? undefined : "residue";
  },
};
