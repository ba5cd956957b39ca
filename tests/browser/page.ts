/** What the page of the browser test runs: its results are asked for by the test. */
import { fitSine, fitWithNoise } from "./fit_sine.ts";

Object.assign(globalThis, { fitSine, fitWithNoise });
