/**
 * Variants of decoders: fixed random matrices added to the attention, rotary positions, shared parameters.
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
