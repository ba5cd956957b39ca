/**
 * Networks whose output is a velocity map, and the bridge from the gradient by velocity to that by their parameters.
 *
 * @module
 */
export { cnnDecoder, type CnnDecoderOptions } from "./cnn_decoder.ts";
export { coordinateNetwork, type CoordinateNetworkOptions } from "./coordinate_network.ts";
export { type LinearisedNetwork, linearisedNetwork } from "./linearised_network.ts";
export {
  type Layout,
  networkByLayout,
  type PreparedNetwork,
  preparedNetwork,
  type StartForm,
  type StartFormOptions,
} from "./network_by_layout.ts";
export { pretrain, type Pretrained, type PretrainOptions } from "./pretrain.ts";
export { skipNetwork, type SkipNetworkOptions } from "./skip_network.ts";
export {
  type Masks,
  type NetworkState,
  type NetworkSteps,
  networkSteps,
  type VelocityBridge,
  velocityBridge,
} from "./velocity_bridge.ts";
export { additiveForm, boundedForm, type VelocityForm, type VelocityNetwork } from "./velocity_network.ts";
