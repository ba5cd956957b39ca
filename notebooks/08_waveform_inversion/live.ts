/** The live cell: inversion by a network in seconds. */
import { adam } from "../../lib/optim/mod.ts";
import { generator } from "../../lib/random/mod.ts";
import { additiveForm, cnnDecoder, networkSteps } from "../../lib/wave/networks/mod.ts";
import { velocityMaps } from "./figures.ts";
import { SURVEY } from "./set_up.ts";
import { Survey } from "./survey.ts";

const [NOISE, SEED, SOLVES] = [1, 7, 25]; // change these, and run the cell again
const survey = Survey.of(SURVEY, "layeredFaultLens"), start = survey.start("linear");
const J = survey.misfit(survey.recorded(survey.clean(), NOISE, SEED));
const network = cnnDecoder(SURVEY, generator(SEED, "z")), form = additiveForm({ start, scale: 500 });
const steps = await networkSteps(network, form, adam({ learningRate: 1e-3 }));
let state = steps.start(network.initial(generator(SEED))), v = await steps.velocity(state);
for (let k = 1; k <= SOLVES; k++) { // wave solve and adjoint give ∂J/∂v, one vjp of the network the rest
  ({ state, velocity: v } = await steps.next(state, (await J(v)).gradient, k));
}
velocityMaps("One network, a few solves", survey, {
  truth: survey.truth,
  start,
  network: survey.complete(v),
});
