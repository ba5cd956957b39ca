/** A result, and the wall time that it took, in seconds. */
export async function timed<T>(make: () => T | Promise<T>): Promise<{ result: T; seconds: number }> {
  const before = performance.now();
  const result = await make();
  return { result, seconds: (performance.now() - before) / 1000 };
}
