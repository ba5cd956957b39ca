/** Error thrown by a failed assertion. */
export class AssertionError extends Error {
  /**
   * @param message what was expected and what was found
   * @param options the cause, if any
   */
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "AssertionError";
  }
}
