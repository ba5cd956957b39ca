/**
 * Variants of decoders: fixed random matrices beside the attention, rotary positions, parameters that parts share.
 *
 * @module
 */
export {
  addRandomBuffer,
  type BufferedModel,
  bufferName,
  type RandomBufferOptions,
} from "./random_buffer.ts";
export { withRotaryPositions } from "./rotary_positions.ts";
export { tieParameters } from "./tied_parameters.ts";
