/** Inversion band by band, each from where the last one ended, at the same number of wave solves in all. */
import { invert, type MethodName, type MethodSettings, type Task } from "./methods.ts";

/** Recordings of one band, and the wavelet that belongs to them where it is not the whole one. */
export interface Band {
  data: Float64Array[];
  wavelet?: Float64Array;
}

/** Error and J/J₀ of the whole band at the end. */
export async function invertInBands(
  method: MethodName,
  settings: MethodSettings,
  task: Omit<Task, "misfit">,
  bands: readonly Band[],
): Promise<{ error: number; misfit: number; maps: Float64Array[] }> {
  const { survey } = task, whole = survey.misfit({ data: bands.at(-1)!.data }), maps: Float64Array[] = [];
  const solves = Math.floor(settings.solves / bands.length), first = (await whole(task.start)).misfit;
  let start = task.start, error = NaN;
  for (const { data, wavelet } of bands) {
    const misfit = survey.misfit({ data }, wavelet ? { wavelet } : {});
    const inverted = await invert(method, { ...settings, solves }, { ...task, start, misfit });
    start = inverted.velocity.map((v) => Math.min(settings.high, Math.max(settings.low, v)));
    maps.push(inverted.velocity);
    error = inverted.outcome.error;
  }
  return { error, misfit: Number(((await whole(start)).misfit / first).toPrecision(4)), maps };
}
