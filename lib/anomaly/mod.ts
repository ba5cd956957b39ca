/**
 * One-class detectors of anomalous states of a time series: each learns standard windows and scores others, each score
 * from the standard windows and that window alone.
 *
 * @module
 */
export { defineDetector, type DetectorDefinition } from "./define_detector.ts";
export {
  type Detector,
  type DetectorAbout,
  type DetectorFactory,
  type DetectorFamily,
  type FittedScores,
} from "./detector.ts";
export { detectorByName, DETECTORS } from "./detectors.ts";
export { type NeighbourLists } from "./neighbours/nearest_list.ts";
export { nearestNeighbours } from "./neighbours/nearest_neighbours.ts";
export { SharedGeometry, type SharedGeometryOptions } from "./neighbours/shared_geometry.ts";
export { knn, type KnnOptions } from "./proximity/knn.ts";
export { type Windows, windowsOf } from "./windows.ts";
