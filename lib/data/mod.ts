/**
 * Data sets by name: synthetic ones generated from a seed, real ones from files, and the registry behind
 * `deno task data`. Nothing is downloaded unless requested, and each set has a line that says where it comes from.
 *
 * @module
 */
export {
  cifar10Digest,
  Cifar10Error,
  type Cifar10Options,
  type LabelledImages,
  loadCifar10,
} from "./cifar10.ts";
export { createDataset, type Dataset, selectRows } from "./dataset.ts";
export {
  cacheDirectory,
  DATA_DIRECTORY_VARIABLE,
  dataDirectories,
  type DataDirectory,
  type DataFile,
  DataNotFoundError,
  findDataFile,
  requireDataFile,
} from "./data_directory.ts";
export { DownloadError, type DownloadOptions, downloadSet, isIntact } from "./download.ts";
export { gaussianClasses, type GaussianClassOptions } from "./gaussian_classes.ts";
export { decodeIdx, type IdxArray, IdxError, type IdxExpectation, type IdxType, readIdx } from "./idx.ts";
export { imageStandIn, type ImageStandInOptions } from "./image_stand_in.ts";
export { dataHere } from "./data_here.ts";
export { marmousiDigest, marmousiFile } from "./marmousi.ts";
export { loadMnist, type Mnist, mnistDigest, type MnistOptions } from "./mnist.ts";
export { classLabels, oneHot } from "./one_hot.ts";
export { pooledImages } from "./pooled_images.ts";
export { parityDataset } from "./parity.ts";
export {
  type RegisteredFile,
  type RegisteredSet,
  registeredSet,
  REGISTRY,
  UnknownDataSetError,
} from "./registry.ts";
export { type DecoyCounts, type SinePointKind, type SinePointOptions, sinePoints } from "./sine_points.ts";
export { type Split, splitByProportion } from "./split.ts";
export { classCounts, type LabelledSeries, SeriesFormatError } from "./series/labelled_series.ts";
export { parseLabelledSeries, SERIES_FORMATS, type SeriesFormat } from "./series/parse_labelled_series.ts";
export { parseSeriesCsv, type SeriesCsvOptions } from "./series/parse_series_csv.ts";
export { loadUcr, ucrDigest, type UcrSet } from "./series/ucr.ts";
