/**
 * A waveform inversion with a checkpoint, saved after every iteration, to be killed at any moment; one that gets to its end
 * writes its result. It prints the iterations that are done. Arguments: checkpoint, file of the result, milliseconds to
 * wait after each word.
 */
import { minimizeFunction, type Minimum } from "../../lib/train/mod.ts";
import { shotPool } from "../../lib/wave/mod.ts";
import { smallSurvey } from "./wave.ts";

/** Options that do not change what is computed. */
interface Watching {
  checkpoint?: string;
  progress?(step: number): void;
}

/** Eight iterations of L-BFGS on the small survey's velocity, in km/s. */
export async function invert({ checkpoint, progress }: Watching): Promise<Minimum> {
  const { settings, shot, wavelet, velocity, truth } = smallSurvey();
  using pool = shotPool(settings, { shots: [shot, { ...shot, source: [1, 22] }], wavelet });
  const observed = await pool.forward(truth), { misfit: first } = await pool.gradient(velocity, observed);
  return await minimizeFunction({
    evaluate: async (x) => {
      const { misfit, gradient } = await pool.gradient(x.map((v) => 1e3 * v), observed);
      return { value: misfit / first, gradient: gradient.map((g) => 1e3 * g / first) };
    },
    initial: velocity.map((v) => v / 1e3),
    maxIterations: 8,
    key: "the small survey",
    saveSeconds: 0,
    ...checkpoint !== undefined && { checkpoint },
    progress: ({ step }) => progress?.(step),
  });
}

if (import.meta.main) {
  const [checkpoint, output, wait] = Deno.args, asleep = new Int32Array(new SharedArrayBuffer(4));
  const minimum = await invert({
    checkpoint,
    progress(step) {
      console.log(step);
      Atomics.wait(asleep, 0, 0, Number(wait));
    },
  });
  await Deno.writeTextFile(output, JSON.stringify({ ...minimum, parameters: [...minimum.parameters] }));
}
