import { quantile } from "../../stats/mod.ts";
import { defineDetector } from "../define_detector.ts";
import type { DetectorFactory } from "../detector.ts";
import { seriesOf, slidingStride } from "../neighbours/sliding_stride.ts";

/** The 0.75 quantile of the standard normal: makes the median deviation of normal data their standard deviation. */
const NORMAL_QUARTILE = 0.6745;

/**
 * Mean over a window's points of 0.6745·|x − median| / MAD, median and median absolute deviation being those of the
 * standard series (Iglewicz and Hoaglin 1993); a point as `pyod.models.mad.MAD`. Windows that overlap are put together
 * to their series first, so that each point counts once.
 *
 * @throws {RangeError} where more than half of the standard points are equal: the median deviation is then 0
 */
export const mad: DetectorFactory<Record<never, never>> = defineDetector<Record<never, never>>({
  number: 17,
  name: "MAD",
  family: "statistical",
  seedable: false,
  defaults: {},
  fit(standard) {
    const stride = slidingStride(standard);
    const points = stride === null ? standard.values : seriesOf(standard, stride);
    const centre = quantile(points, 0.5),
      deviation = quantile(points.map((value) => Math.abs(value - centre)), 0.5);
    if (!(deviation > 0)) {
      throw new RangeError(
        `MAD: the median deviation is 0, more than half of the standard points are ${centre}`,
      );
    }
    return {
      score({ values, count, length }) {
        const scores = new Float64Array(count);
        for (let i = 0; i < count; i++) {
          let sum = 0;
          for (let t = 0; t < length; t++) {
            sum += NORMAL_QUARTILE * Math.abs(values[i * length + t] - centre) / deviation;
          }
          scores[i] = sum / length;
        }
        return scores;
      },
    };
  },
});
