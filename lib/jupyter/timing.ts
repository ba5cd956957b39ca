/**
 * Waits.
 *
 * @param milliseconds how long
 */
export function delay(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/**
 * Waits for a promise with a time limit; its timer does not outlive the wait.
 *
 * @param promise what to wait for
 * @param milliseconds maximum wait
 * @returns whether the promise was fulfilled in time
 * @throws the rejection reason of the promise
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
