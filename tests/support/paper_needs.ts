/**
 * What each paper's experiments ask of the engine: TF.js's kernels and the engine's own functions by name, how often
 * results are differentiated (through the parameters as well), and the precisions.
 */
import type { Precision } from "../../lib/graph/mod.ts";

/** What one paper needs. */
export interface PaperNeeds {
  /** The paper's number. */
  readonly paper: string;
  readonly what: string;
  readonly ops: readonly string[];
  /** How many times in a row a result is differentiated. */
  readonly order: number;
  readonly precisions: readonly Precision[];
}

const BOTH: readonly Precision[] = ["float32", "float64"];

/** Dense layers, batches, losses by squares, and the optimizers. */
const DENSE = (
  "Add BatchMatMul Cast Concat Equal GatherV2 Greater Identity Maximum Mean Minimum Multiply Neg Pow RealDiv Reshape " +
  "Select Slice SplitV Sqrt Square SquaredDifference Sub Sum Transpose"
).split(" ");
/** Losses and accuracies of classes. */
const CLASSES = "ArgMax Exp Log Max OneHot logSoftmax logSumExp softmaxCrossEntropy".split(" ");
/** Attention, embeddings, layer normalisation, masks, and hooks that overwrite a part. */
const TRANSFORMER = [
  ...CLASSES,
  ..."Cumsum Einsum ExpandDims Fill GatherNd LessEqual OnesLike Pack Range Relu Rsqrt ScatterNd Softmax Tile"
    .split(" "),
  ..."UnsortedSegmentSum Unpack ZerosLike gelu".split(" "),
];
const IMAGES = "AvgPool Conv2D MaxPool PadV2".split(" ");

/** The needs of each paper. */
export const PAPER_NEEDS: readonly PaperNeeds[] = [
  {
    paper: "01",
    what: "sine, tanh and ReLU networks; parity; digits with one-hot targets",
    ops: [...DENSE, ...CLASSES, "Cos", "Relu", "Sign", "Sin", "Tanh"],
    order: 2,
    precisions: BOTH,
  },
  {
    paper: "02",
    what: "transformers, their attention patched and knocked out; random matrices added to the weights",
    ops: [...DENSE, ...TRANSFORMER],
    order: 1,
    precisions: BOTH,
  },
  {
    paper: "03",
    what: "transformers at several scales of initialisation",
    ops: [...DENSE, ...TRANSFORMER],
    order: 1,
    precisions: BOTH,
  },
  {
    paper: "04",
    what: "residuals of second order in space, differentiated by the parameters; tanh and cubic ReLU",
    ops: [...DENSE, "Cos", "Exp", "Relu", "Sin", "Tanh"],
    order: 3,
    precisions: BOTH,
  },
  {
    paper: "05",
    what: "dense, convolutional, residual and depthwise-separable networks, merged after training",
    ops: [
      ...DENSE,
      ...CLASSES,
      ...IMAGES,
      ..."Abs DepthwiseConv2dNative Elu FusedBatchNorm LeakyRelu Relu Relu6 Rsqrt Selu Sigmoid Tanh gelu silu"
        .split(
          " ",
        ),
    ],
    order: 1,
    precisions: BOTH,
  },
  {
    paper: "06",
    what: "forecasts and reconstructions: convolutional, recurrent, variational, adversarial, attention",
    ops: [
      ...DENSE,
      ...TRANSFORMER,
      ..."Abs Conv2D Conv2DBackpropInput Erf FusedBatchNorm LeakyRelu Log1p PadV2 Reverse Sigmoid Softplus"
        .split(" "),
      ..."StridedSlice Tanh TopK".split(" "),
    ],
    // A critic's gradient penalty is differentiated by its parameters.
    order: 2,
    precisions: ["float32"],
  },
  {
    paper: "07",
    what: "transformers on anchor functions, a recurrent and a dense rival",
    ops: [...DENSE, ...TRANSFORMER, "Sigmoid", "Tanh"],
    order: 1,
    precisions: BOTH,
  },
  {
    paper: "08",
    what: "velocity as the output of a decoder or a skip U-Net; sine networks; weights with a spread",
    ops: [
      ...DENSE,
      ..."Abs AvgPool Conv2D Conv2DBackpropInput Cos Exp FusedBatchNorm LeakyRelu Log PadV2 Relu".split(" "),
      ..."ResizeBilinear ResizeNearestNeighbor Sigmoid Sin Softplus StridedSlice Tanh".split(" "),
    ],
    order: 1,
    precisions: BOTH,
  },
  {
    paper: "09",
    what: "factorised matrices and tanh networks, dense and convolutional; ranks of Jacobians",
    ops: [...DENSE, "Conv2D", "Prod", "Relu", "Tanh", "gelu"],
    order: 2,
    precisions: BOTH,
  },
  {
    paper: "10",
    what: "dropout by masks from the host; Hessians; penalties that hold a gradient",
    ops: [...DENSE, ...CLASSES, ...IMAGES, "Relu", "Softmax", "Tanh"],
    order: 3,
    precisions: BOTH,
  },
];
