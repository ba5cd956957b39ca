/** The registry of detectors. */
import type { DetectorFactory } from "./detector.ts";
import { cnn } from "./forecast/cnn.ts";
import { fcnn } from "./forecast/fcnn.ts";
import { linearRegression } from "./forecast/linear_regression.ts";
import { gru, lstm, rnn } from "./forecast/recurrent_nets.ts";
import { abod } from "./proximity/abod.ts";
import { cblof } from "./proximity/cblof.ts";
import { cof } from "./proximity/cof.ts";
import { deepSvdd } from "./proximity/deep_svdd.ts";
import { dif } from "./proximity/dif.ts";
import { iforest } from "./proximity/iforest.ts";
import { inne } from "./proximity/inne.ts";
import { knn } from "./proximity/knn.ts";
import { lof } from "./proximity/lof.ts";
import { lunar } from "./proximity/lunar.ts";
import { matrixProfile } from "./proximity/matrix_profile.ts";
import { ocsvm } from "./proximity/ocsvm.ts";
import { rod } from "./proximity/rod.ts";
import { sampling } from "./proximity/sampling.ts";
import { sod } from "./proximity/sod.ts";
import { sos } from "./proximity/sos.ts";
import { autoEncoder } from "./reconstruction/auto_encoder.ts";
import { kpca } from "./reconstruction/kpca.ts";
import { pca } from "./reconstruction/pca.ts";
import { tadGan } from "./reconstruction/tad_gan.ts";
import { transformer } from "./reconstruction/transformer.ts";
import { vae } from "./reconstruction/vae.ts";
import { cooksDistance } from "./statistical/cooks_distance.ts";
import { copod } from "./statistical/copod.ts";
import { ecod } from "./statistical/ecod.ts";
import { gmm } from "./statistical/gmm.ts";
import { hbos } from "./statistical/hbos.ts";
import { kde } from "./statistical/kde.ts";
import { loda } from "./statistical/loda.ts";
import { mad } from "./statistical/mad.ts";
import { mcd } from "./statistical/mcd.ts";
import { qmcd } from "./statistical/qmcd.ts";

/** All detectors, by their number in the list of 38. */
export const DETECTORS: readonly DetectorFactory[] = [
  linearRegression,
  fcnn,
  cnn,
  rnn,
  gru,
  lstm,
  pca,
  kpca,
  autoEncoder,
  vae,
  transformer,
  tadGan,
  copod,
  ecod,
  gmm,
  kde,
  mad,
  mcd,
  hbos,
  loda,
  qmcd,
  cooksDistance,
  lof,
  knn,
  cof,
  cblof,
  abod,
  sod,
  rod,
  sos,
  sampling,
  iforest,
  inne,
  dif,
  ocsvm,
  deepSvdd,
  lunar,
  matrixProfile,
];

/**
 * The detector of a name, with its own defaults.
 *
 * @throws {RangeError} for a name that no detector has; the message lists those there are
 */
export function detectorByName(name: string): DetectorFactory {
  const found = DETECTORS.find(({ about }) => about.name === name);
  if (found) return found;
  throw new RangeError(
    `detectorByName: "${name}" is unknown, allowed ${DETECTORS.map(({ about }) => about.name).join(", ")}`,
  );
}
