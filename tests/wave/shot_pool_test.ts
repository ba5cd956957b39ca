import { assert, assertAlmostEquals, assertEquals, assertRejects, assertThrows } from "@std/assert";
import {
  acousticSolver,
  CflError,
  globalCorrelationMisfit,
  lineAcquisition,
  MemoryLimitError,
  type Misfit,
  type ShotPool,
  shotPool,
  UnstableRunError,
} from "../../lib/wave/mod.ts";
import { smallSurvey } from "../support/wave.ts";

const { settings, wavelet, velocity, truth } = smallSurvey();
const shots = lineAcquisition({ nx: settings.nx, shots: 5, receiverEvery: 2 });

/** Runs a body with a pool, which ends with it. */
async function withPool<T>(workers: number, body: (pool: ShotPool) => Promise<T>): Promise<T> {
  using pool = shotPool(settings, { shots, wavelet, workers });
  return await body(pool);
}

Deno.test("one, two and three threads give the bits of one solver, shot after shot", async () => {
  const solver = acousticSolver(settings);
  solver.setVelocity(truth);
  const observed = shots.map((shot) => solver.forward(shot, wavelet));
  solver.setVelocity(velocity);
  const gradient = new Float64Array(velocity.length);
  const parts = shots.map((shot, k) =>
    solver.gradient(shot, wavelet, (data) => {
      const adjointSource = Float64Array.from(data, (p, i) => p - observed[k][i]);
      return { misfit: adjointSource.reduce((sum, r) => sum + r * r / 2, 0), adjointSource };
    })
  );
  for (const part of parts) part.gradient.forEach((value, i) => gradient[i] += value);

  for (const workers of [1, 2, 3]) {
    await withPool(workers, async (pool) => {
      assertEquals(await pool.forward(truth), observed);
      const found = await pool.gradient(velocity, observed);
      assertEquals(found.gradient, gradient);
      assertEquals(found.misfit, parts.reduce((sum, { misfit }) => sum + misfit, 0));
      assertEquals(found.wavelets, parts.map((part) => part.wavelet));
      assertEquals(found.data, parts.map(({ data }) => data));
    });
  }
});

Deno.test("a pool takes some of its shots, other wavelets, and misfits of one's own", async () => {
  await withPool(2, async (pool) => {
    const observed = await pool.forward(truth);
    assertEquals(await pool.forward(truth, { shots: [3, 1] }), [observed[3], observed[1]]);
    const twice = wavelet.map((w) => 2 * w);
    const [second] = await pool.forward(truth, {
      shots: [1],
      wavelet: shots.map((_, k) => k === 1 ? twice : wavelet),
    });
    assertEquals(second, observed[1].map((p) => 2 * p));

    const some = await pool.gradient(velocity, observed, { shots: [0, 2] });
    const one = await Promise.all([0, 2].map((k) => pool.gradient(velocity, observed, { shots: [k] })));
    assertEquals(some.gradient, one[0].gradient.map((g, i) => g + one[1].gradient[i]));
    assertEquals(some.illumination, one[0].illumination.map((g, i) => g + one[1].illumination[i]));

    const seen: number[] = [];
    const correlation = globalCorrelationMisfit(observed, shots.map(({ receivers }) => receivers.length));
    const own: Misfit = (data, shot) => {
      seen.push(shot);
      return correlation(data, shot);
    };
    assert((await pool.gradient(velocity, own)).misfit > 0);
    assertEquals(seen.toSorted(), [0, 1, 2, 3, 4]);
    assertAlmostEquals((await pool.gradient(truth, own)).misfit, 0, 1e-6);
  });
});

Deno.test("a pool refuses what cannot be, by call and shot, and goes on after it", async () => {
  const refuse = (options: Partial<Parameters<typeof shotPool>[1]>, words: string) =>
    assertThrows(() => shotPool(settings, { shots, wavelet, ...options }), RangeError, words);
  refuse({ shots: [] }, "at least one shot is needed, got none");
  refuse({ shots: [{ source: [0, 0], receivers: [] }] }, "shot 0 needs a receiver");
  refuse({ shots: [...shots, { ...shots[0], source: [2, 30] }] }, "the source of shot 5 must lie");
  refuse({ wavelet: wavelet.subarray(1) }, "the wavelet of shot 0 has 239 numbers, needs 240");
  refuse({ wavelet: [wavelet] }, "one wavelet or one for each of 5 shots is needed, got 1");
  refuse({ workers: 0 }, "workers must be a positive integer, got 0");

  await withPool(2, async (pool) => {
    const observed = await pool.forward(truth),
      data = (k: number) => observed.map((d, i) => i === k ? d.subarray(1) : d);
    const rejects = (body: () => Promise<unknown>, type: new (...args: never[]) => Error, words: string) =>
      assertRejects(body, type as new (...args: unknown[]) => Error, words);
    await rejects(
      () => pool.gradient(velocity, data(2)),
      RangeError,
      "simulated data of shot 2 has 3600 entries",
    );
    await rejects(() => pool.gradient(velocity, observed.slice(1)), RangeError, "shot 4 was not observed");
    const tooFast = velocity.map((v, i) => i === 65 ? 9000 : v);
    await rejects(
      () => pool.gradient(tooFast, observed),
      CflError,
      "shotPool, call 4: the velocity 9000 m/s at [2, 5]",
    );
    await rejects(() => pool.forward(velocity.map(() => NaN)), RangeError, "the velocity[0] is NaN");
    await rejects(
      () => pool.forward(velocity, { shots: [5] }),
      RangeError,
      "a shot must be an integer in 0 … 4, got 5",
    );
    const huge = shots.map((_, k) => wavelet.map((w) => k === 3 ? 1e60 * w : w));
    await rejects(
      () => pool.forward(velocity, { wavelet: huge }),
      UnstableRunError,
      "shotPool, call 7: the data of shot 3 are",
    );
    const broken: Misfit = (found) => ({
      misfit: 1,
      adjointSource: new Float64Array(found.length).fill(NaN),
    });
    await rejects(() => pool.gradient(velocity, broken), RangeError, "adjoint source of shot");
    const nothing: Misfit = () => ({ misfit: NaN, adjointSource: new Float64Array(3600) });
    await rejects(() => pool.gradient(velocity, nothing), RangeError, "misfit of shot");
    assertEquals(await pool.forward(truth), observed);
  });

  using narrow = shotPool({ ...settings, memoryLimit: 1e5 }, { shots, wavelet, workers: 1 });
  const { needed } = await assertRejects(
    () => narrow.gradient(velocity, shots.map(({ receivers }) => new Float64Array(240 * receivers.length))),
    MemoryLimitError,
  );
  assert(needed > 1e5);
});
