/** Checks that every detector has to pass, whatever it computes. */
import { median } from "../../stats/mod.ts";
import { type CheckSubject, mapped, picked } from "./check_subject.ts";
import { INVARIANT_TO_SCALE, INVARIANT_TO_SHIFT } from "./invariances.ts";
import { badInputs } from "./bad_inputs.ts";

/** One check. */
export interface DetectorCheck {
  readonly name: string;
  /**
   * @returns `false` where the check does not concern the detector
   * @throws {Error} that says what is wrong
   */
  run(subject: CheckSubject): Promise<boolean>;
}

/** Relative change that an invariance leaves to rounding. */
const ROUNDING = 1e-6;

/** All checks, in the order of the table. */
export const DETECTOR_CHECKS: readonly DetectorCheck[] = [
  {
    name: "finite",
    async run(subject) {
      const { scores } = await subject.first();
      requireThat(
        scores.length === subject.scored.count,
        `${scores.length} scores of ${subject.scored.count}`,
      );
      return requireThat(scores.every(Number.isFinite), "a score is not finite");
    },
  },
  {
    name: "separates states",
    async run(subject) {
      const { scores } = await subject.first(), half = scores.length / 2;
      const [same, other] = [median(scores.subarray(0, half - 10)), median(scores.subarray(half))];
      return requireThat(other > same, `the other state scores ${other}, the standard one ${same}`);
    },
  },
  {
    name: "batch independence",
    async run(subject) {
      const { detector, scores } = await subject.first(), { scored } = subject;
      const order = Array.from({ length: scored.count }, (_, i) => scored.count - 1 - i);
      const halves = [order.filter((i) => i % 2 === 0), order.filter((i) => i % 2 === 1)];
      for (const rows of [order, ...halves, ...[0, 7, 33].map((i) => [i]), [3, 3]]) {
        const part = await detector.score(picked(scored, rows));
        requireEqual(part, Float64Array.from(rows, (i) => scores[i]), `in a batch of ${rows.length}`);
      }
      return true;
    },
  },
  {
    name: "fit again",
    async run(subject) {
      const { scores } = await subject.first(), { standard, scored } = subject, detector = subject.make();
      await detector.fit(mapped(standard, (value) => 3 * Math.sin(value)));
      await detector.fit(standard);
      requireEqual(await detector.score(scored), scores, "after a fit to others");
      requireEqual(await detector.score(scored), scores, "at a second call");
      detector.dispose();
      return true;
    },
  },
  {
    name: "seed",
    async run(subject) {
      if (!subject.factory.about.seedable) return false;
      const { scores } = await subject.first();
      const other = await subject.scoresAfter(subject.standard, subject.scored, { options: { seed: 1 } });
      return requireThat(other.some((score, i) => score !== scores[i]), "another seed gives the same scores");
    },
  },
  {
    name: "shared distances",
    async run(subject) {
      const { scores } = await subject.first();
      const shared = await subject.scoresAfter(subject.standard, subject.scored, { shared: true });
      requireEqual(shared, scores, "with shared distances");
      return true;
    },
  },
  {
    name: "inputs untouched",
    async run(subject) {
      await subject.first();
      const { standard, scored } = new (subject.constructor as typeof CheckSubject)(subject.factory);
      requireEqual(subject.standard.values, standard.values, "in the standard windows");
      requireEqual(subject.scored.values, scored.values, "in the scored windows");
      return true;
    },
  },
  invariance("shift", INVARIANT_TO_SHIFT, (value) => value + 4),
  invariance("scale", INVARIANT_TO_SCALE, (value) => 2 * value),
  {
    name: "duplicates",
    async run(subject) {
      const { standard, scored } = subject, once = Array.from({ length: standard.count }, (_, i) => i);
      const twice = picked(standard, once.flatMap((i) => [i, i]));
      const scores = await subject.scoresAfter(twice, { ...scored, values: scored.values.slice() });
      return requireThat(scores.every(Number.isFinite), "a score is not finite");
    },
  },
  {
    name: "standard scores",
    async run(subject) {
      const { detector } = await subject.first(), { standard } = subject;
      const scores = await detector.standardScores();
      requireThat(scores.length === standard.count, `${scores.length} scores of ${standard.count}`);
      return requireThat(scores.every(Number.isFinite), "a score is not finite");
    },
  },
  {
    name: "disposal",
    async run(subject) {
      const { scores } = await subject.first(), { standard, scored } = subject;
      const detector = await subject.make().fit(standard);
      for (let time = 0; time < 2; time++) detector.dispose();
      for (const ask of [() => detector.score(scored), () => detector.standardScores()]) {
        const refused = await ask().then(() => false, (error: unknown) => error instanceof RangeError);
        requireThat(refused, "it scores after dispose()");
      }
      requireEqual(await (await detector.fit(standard)).score(scored), scores, "after dispose()");
      detector.dispose();
      return true;
    },
  },
  { name: "bad inputs", run: badInputs },
];

function invariance(
  name: string,
  detectors: ReadonlySet<string>,
  change: (value: number) => number,
): DetectorCheck {
  return {
    name,
    async run(subject) {
      if (!detectors.has(subject.factory.about.name)) return false;
      const { scores } = await subject.first();
      const moved = await subject.scoresAfter(
        mapped(subject.standard, change),
        mapped(subject.scored, change),
      );
      moved.forEach((score, i) => {
        const away = Math.abs(score - scores[i]);
        requireThat(
          away <= ROUNDING * (1 + Math.abs(scores[i])),
          `window ${i}: ${score} in place of ${scores[i]}`,
        );
      });
      return true;
    },
  };
}

function requireThat(holds: boolean, otherwise: string): true {
  if (!holds) throw new Error(otherwise);
  return true;
}

function requireEqual(found: Float64Array, wanted: Float64Array, when: string): void {
  found.forEach((value, i) =>
    requireThat(value === wanted[i], `${when}, ${i}: ${value} in place of ${wanted[i]}`)
  );
}
