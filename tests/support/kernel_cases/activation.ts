/** Calls of activation functions; those with a kink are not drawn near it. */
import * as tf from "@tensorflow/tfjs-core";
import { between, smallInteger } from "../tensors.ts";
import { binary, type KernelCases, unary } from "./draw_call.ts";

/** Cases of activation kernels. */
export const ACTIVATION_CASES: KernelCases = {
  ClipByValue: [unary((x) => tf.clipByValue(x, -0.5, 1.25))],
  Elu: [unary((x) => tf.elu(x)), unary((x) => tf.elu(x), between(-80, 80), false)],
  LeakyRelu: [unary((x) => tf.leakyRelu(x)), unary((x) => tf.leakyRelu(x, 0.1))],
  Prelu: [
    binary((x, slope) => tf.prelu(x, slope)),
    binary((x, slope) => tf.prelu(x, slope), { drawA: smallInteger, smooth: false }),
  ],
  Relu6: [unary((x) => tf.relu6(x), between(-3, 9))],
  Selu: [unary((x) => tf.selu(x)), unary((x) => tf.selu(x), between(-80, 80), false)],
  Relu: [unary((x) => tf.relu(x))],
  Sigmoid: [unary((x) => tf.sigmoid(x)), unary((x) => tf.sigmoid(x), between(-200, 200), false)],
  Softplus: [unary((x) => tf.softplus(x)), unary((x) => tf.softplus(x), between(-80, 80), false)],
  Tanh: [unary((x) => tf.tanh(x)), unary((x) => tf.tanh(x), between(-50, 50), false)],
};
