/** The live cell: train a decoder on "say the token after 3", and look at its attention on a sentence of your own. */
import { flowGraph } from "../../lib/figure/mod.ts";
import { flowInto, informationFlow, readAttention } from "../../lib/interpret/mod.ts";
import { identityTask } from "../../lib/sequences/anchors/mod.ts";
import { predict, trainOnTask } from "../../lib/sequences/anchors/training/mod.ts";
import { SCHEDULE, testSentences, UNWATCHED } from "./training.ts";

const asked = { tokens: Int32Array.of(25, 36, 50, 67, 3, 44, 43, 92, 87), length: 9, rows: 1, count: 1 };
const task = identityTask(), network = { kind: "transformer", layers: 2, width: 64, hidden: 128 } as const;
const training = { ...SCHEDULE, network, rows: 1000, steps: 500 };
const sets = { test: testSentences(task, 500, 0) }, options = { ...UNWATCHED, seed: 0, observeAt: [500] };
const { model, parameters, curves } = await trainOnTask({ task, training, sets, ...options });
const [maps] = await readAttention(model, parameters, asked);
const [said] = await predict(model, parameters, asked), right = curves["test/accuracy"][0].toFixed(2);
const attention = flowInto(informationFlow(maps.flat(), 0.05), 8, { layers: network.layers });
const panels = [{ title: "what the answer reads", tokens: Array.from(asked.tokens, String), attention }];
flowGraph({ title: `Right on ${right} of new sentences; its answer here: ${said}`, panels });
