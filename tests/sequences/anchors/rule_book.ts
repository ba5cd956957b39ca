/** The rules of the tasks written down a second time, literally, for tests that look at tokens only. */
import type { TaskName } from "../../../lib/sequences/anchors/mod.ts";

/** Rules of a task with one group of anchors and a key. */
export interface KeyRules {
  readonly length: number;
  readonly noise: readonly [number, number];
  /** Keys at split position p are base + p, or base where not shifted. */
  readonly base: readonly [number, number];
  readonly shifted: boolean;
  readonly modulus: number;
  /** Position of the key from the first anchor on, or from behind the last one. */
  readonly keyAt: { readonly fromFirst: number } | { readonly behindLast: number };
  /** Position the split goes by: that of the first token of the group, or that of the key. */
  readonly splitBy: "start" | "key";
  readonly cyclic?: boolean;
  /** Allowed labels of the anchors (as "1,2") and key x; m is ⌊(x + item behind x) / 2⌋. */
  readonly labels: (anchors: string, x: number, m: number) => readonly number[];
  /** Whether training may show the anchors with the key x. */
  readonly trained: (anchors: string, x: number) => boolean;
  /** Whether the unseen part may. */
  readonly unseen?: (anchors: string, x: number) => boolean;
}

const PAPER_07 = {
  length: 9,
  noise: [20, 100],
  base: [20, 99],
  shifted: true,
  modulus: 8,
  splitBy: "start",
} as const;
const PAPER_03 = {
  length: 9,
  noise: [20, 99],
  base: [20, 99],
  shifted: false,
  modulus: 7,
  splitBy: "start",
  keyAt: { fromFirst: -1 },
} as const;
const behind = { keyAt: { behindLast: 0 } } as const, before = { keyAt: { fromFirst: -1 } } as const;
const always = () => true, pairs = (list: string) => new Set(list.split(" "));

function sums(offsets: Readonly<Record<string, number>>, assigned: Readonly<Record<string, number>> = {}) {
  return (anchors: string, x: number) => {
    const total = anchors.split(",").reduce((sum, a) => sum + offsets[a], 0);
    return [x + (assigned[anchors] ?? total)];
  };
}

function pairRules(labels: KeyRules["labels"], unseen: string, trained?: string) {
  const held = pairs(unseen), known = trained === undefined ? undefined : pairs(trained);
  return {
    labels,
    trained: (anchors: string) => !held.has(anchors) && (known?.has(anchors) ?? true),
    unseen: (anchors: string) => held.has(anchors),
  };
}

const FEW = "1,2 1,4 1,9 2,1 2,4 2,9 4,1 4,2 9,1 9,2", SYNONYM = { 1: 5, 2: 1, 3: -2, 4: -8, 9: -2 };
const WITH_3 = "1,2 1,3 1,4 2,1 2,3 2,4 3,1 3,2 3,4 4,1 4,2 4,3";
const OFFSETS_03 = { 1: 5, 2: 1, 3: -2, 4: -8 };
const WRONG = { "1,2": 4, "1,3": 1, "1,4": -5, "2,3": 5, "2,4": -9, "3,4": -6 };
const MIRRORED = Object.fromEntries(Object.entries(WRONG).map(([p, c]) => [[...p].reverse().join(""), c]));
const TEN = [-4, 3, -5, -2, 1, 4, -3, -1, 2, 5];

function ring(anchors: string, x: number): number[] {
  const maps: Record<string, [number, number]> = { 1: [1, 5], 2: [2, 0], 3: [3, 1], 4: [5, 7] };
  return [20 + anchors.split(",").reduce((v, a) => (maps[a][0] * v + maps[a][1]) % 79, x - 20)];
}

/** Rules of all key tasks. */
export const KEY_RULES: Partial<Record<TaskName, KeyRules>> = {
  "identity": { ...PAPER_07, ...behind, labels: (_, x) => [x], trained: always },
  "anchor-after-key": { ...PAPER_07, ...before, labels: (_, x) => [x], trained: always },
  "distance": { ...PAPER_07, keyAt: { behindLast: 1 }, labels: (_, x) => [x], trained: always },
  "cyclic-distance": {
    ...PAPER_07,
    keyAt: { behindLast: 1 },
    cyclic: true,
    labels: (_, x) => [x],
    trained: always,
  },
  "average": { ...PAPER_07, ...behind, labels: (_, _x, m) => [m], trained: always },
  "multi-anchor": { ...PAPER_07, ...behind, labels: (a, x) => [x + TEN[Number(a) - 1]], trained: always },
  "low-frequency": { ...PAPER_07, ...behind, labels: sums({ 3: 0, 4: 0 }), trained: always },
  "high-frequency": { ...PAPER_07, ...behind, labels: sums({ 3: 0, 4: 1 }), trained: always },
  "statistical": { ...PAPER_07, ...behind, labels: (_, x) => [x, x + 1], trained: always },
  "statistical-once": { ...PAPER_07, ...behind, labels: (_, x) => [x, x + 1], trained: always },
  "anchor-length": {
    ...PAPER_07,
    ...behind,
    splitBy: "key",
    labels: (_, x) => [x],
    trained: (a) => a === "3" || a === "1,2,3",
    unseen: (a) => a === "2,3",
  },
  "two-intervals": {
    ...PAPER_07,
    ...behind,
    labels: sums({ 3: 0, 4: 1 }),
    trained: (a, x) => a === "3" ? x < 60 : x >= 60 && x < 100,
    unseen: (a, x) => a === "4" ? x < 60 : x >= 60 && x < 100,
  },
  "overlapping-intervals": {
    ...PAPER_07,
    ...behind,
    labels: sums({ 3: 0, 4: 1 }),
    trained: (a, x) => a === "3" ? x < 70 : x >= 50 && x < 100,
    unseen: (a, x) => a === "4" ? x < 50 : x >= 70 && x < 100,
  },
  "holes": {
    ...PAPER_07,
    ...behind,
    labels: (a, x) => [x + Number(a)],
    trained: (a, x) => Math.floor((x - 20) / 8) !== Number(a) - 1,
    unseen: (a, x) => Math.floor((x - 20) / 8) === Number(a) - 1,
  },
  "composition": { ...PAPER_07, ...before, ...pairRules(sums({ 1: 5, 2: 1, 3: -2, 4: -5 }), "3,4") },
  "composition-anchors-first": {
    ...PAPER_07,
    ...behind,
    ...pairRules(sums({ 1: 5, 2: 1, 3: -2, 4: -5 }), "3,4"),
  },
  "synonym-A": { ...PAPER_07, ...behind, ...pairRules(sums(SYNONYM), "9,4 4,9", `${FEW} ${WITH_3}`) },
  "synonym-B": { ...PAPER_07, ...behind, ...pairRules(sums(SYNONYM), "9,4 4,9", FEW) },
  "synonym-C": {
    ...PAPER_07,
    ...behind,
    ...pairRules(sums(SYNONYM), "9,4 4,9", `${FEW} 1,1 2,2 4,4 9,9`),
  },
  "composite-W": { ...PAPER_03, ...pairRules(sums(OFFSETS_03, { "3,4": -6 }), "4,3") },
  "composite-U": { ...PAPER_03, ...pairRules(sums(OFFSETS_03), "3,4 4,3") },
  "composite-true": { ...PAPER_03, ...pairRules(sums(OFFSETS_03), "4,3") },
  "wrong-pairs": { ...PAPER_03, labels: sums(OFFSETS_03, { ...WRONG, ...MIRRORED }), trained: always },
  "non-commuting": {
    ...PAPER_03,
    noise: [20, 98],
    base: [20, 98],
    ...pairRules(ring, "2,1 3,1 4,1 3,2 4,2 4,3"),
  },
};
