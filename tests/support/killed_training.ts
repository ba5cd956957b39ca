/**
 * A program that trains with a checkpoint and kills itself, as a crash would, once it has reached a step; a run that gets
 * to its end writes its record. Arguments: checkpoint, file of the record, step of the end (or "never").
 */
import { train } from "../../lib/train/mod.ts";
import { smallTraining } from "./small_training.ts";

const [checkpoint, output, killAt] = Deno.args;
const record = await train(smallTraining({
  steps: 400,
  checkpoint,
  saveSeconds: 0,
  progress({ step }) {
    console.log(step);
    if (killAt !== "never" && step >= Number(killAt)) Deno.kill(Deno.pid, "SIGKILL");
  },
}));
await Deno.writeTextFile(output, JSON.stringify({ ...record, parameters: [...record.parameters] }));
