/** The live cell: inversion by a network in seconds. */
import { adam } from "../../lib/optim/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { additiveForm, cnnDecoder, networkSteps } from "../../lib/wave/networks/mod.ts";
import { inversionFrames } from "./figures.ts";
import { SURVEY } from "./set_up.ts";
import { Survey } from "./survey.ts";

const [NOISE, SEED, SOLVES] = [1, 7, 20]; // change these, and run the cell again
const layers = Survey.of(SURVEY, "layeredFaultLens"), start = layers.start("linear");
const misfit = layers.misfit(layers.recorded(layers.clean(), NOISE, SEED));
const network = cnnDecoder(SURVEY, generator(SEED, "z")), form = additiveForm({ start, scale: 500 });
const fit = await networkSteps(network, form, adam({ learningRate: 1e-3 })), frames = [start];
let state = fit.start(network.initial(generator(SEED))), v = await fit.velocity(state);
for (let k = 1; k <= SOLVES; frames.push(v), k++) { // wave solves give ∂J/∂v, one vjp of the network the rest
  ({ state, velocity: v } = await fit.next(state, (await misfit(v)).gradient, k));
}
inversionFrames(layers, frames);
