import type { Generator } from "../../random/mod.ts";
import { generatedSet, within } from "./generated_set.ts";

const LENGTH = 60;

/** 30 + noise uniform in ±6, and what the state adds. */
const chart = (added: (stream: Generator) => (t: number) => number) => (stream: Generator) => {
  const own = added(stream);
  return (t: number) => 30 + within(stream, -6, 6) + own(t);
};
const trend = (sign: 1 | -1) => (stream: Generator) => {
  const slope = sign * within(stream, 0.2, 0.5);
  return (t: number) => slope * t;
};

/** Control charts (Alcock and Manolopoulos 1999), five of the six states: the downward shift is left out; 60 points. */
export const syntheticControl = generatedSet("SyntheticControl", LENGTH, {
  normal: chart(() => () => 0),
  cyclic: chart((stream) => {
    const height = within(stream, 10, 15), period = within(stream, 10, 15);
    return (t) => height * Math.sin(2 * Math.PI * t / period);
  }),
  increasing: chart(trend(1)),
  decreasing: chart(trend(-1)),
  "upward shift": chart((stream) => {
    const at = within(stream, LENGTH / 3, 2 * LENGTH / 3), height = within(stream, 7.5, 20);
    return (t) => (t >= at ? height : 0);
  }),
});
