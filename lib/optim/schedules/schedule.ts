/** Learning rates that change with the step. */

/** The learning rate at a step, counted from 1; its text is its name and settings. */
export type Schedule = (step: number) => number;

/** A schedule whose text, which goes into keys of results, has its settings instead of its source. */
export function namedSchedule(
  name: string,
  settings: Readonly<Record<string, number>>,
  at: Schedule,
): Schedule {
  const text = `${name}(${Object.entries(settings).map(([key, value]) => `${key} ${value}`).join(", ")})`;
  return Object.assign((step: number) => at(step), { toString: () => text });
}
