/** The live cell: a stored network that composes, asked for what the reader types. */
import { runs } from "../../lib/experiments/mod.ts";
import { askedSentences } from "../../lib/sequences/anchors/asked_sentences.ts";
import { compositeTask } from "../../lib/sequences/anchors/mod.ts";
import { networkOf, predict } from "../../lib/sequences/anchors/training/mod.ts";
import { askedAnswers } from "./asked_answers.ts";
import composingNetwork from "./composing_network.ts";
import { anchorTraining, FULL_TRAINING } from "./composite_training.ts";

const [FIRST, SECOND, KEY] = [4, 3, 60]; // two anchors from 1 to 4, and a key from 20 to 100
const stored = await runs(composingNetwork, { profile: "full" }), task = compositeTask("U");
const model = networkOf(anchorTraining(FULL_TRAINING, 1).network, task), [own] = stored.results;
const sentences = askedSentences(task, [FIRST, SECOND, KEY], 300);
const answers = await predict(model, Float64Array.from(own.weights), sentences);
askedAnswers(task, [FIRST, SECOND, KEY], answers, own.composed);
