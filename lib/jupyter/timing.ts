/**
 * Waits.
 *
 * @param milliseconds how long
 */
export function delay(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/**
 * Waits for a promise, but not longer than allowed; its timer does not outlive it.
 *
 * @param promise what to wait for
 * @param milliseconds the longest wait
 * @returns whether the promise was fulfilled in time
 * @throws what the promise was rejected with
 */
export async function settlesWithin(promise: Promise<unknown>, milliseconds: number): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), milliseconds);
  });
  try {
    return await Promise.race([promise.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}
