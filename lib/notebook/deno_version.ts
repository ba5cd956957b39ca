/** The Deno version with whose Jupyter kernel this project is run and tested. */
export const PINNED_DENO = "2.8.1";

/** Command that starts the pinned Deno on a machine with Node.js, without installing it. */
export const PINNED_DENO_COMMAND: readonly string[] = ["npx", "-y", `deno@${PINNED_DENO}`];

/**
 * Describes the known problems of a Deno version other than the pinned one.
 *
 * @param version version of the Deno in use
 * @returns one sentence, or undefined for the pinned version
 */
export function denoVersionWarning(version: string = Deno.version.deno): string | undefined {
  if (version === PINNED_DENO) return undefined;
  const advice = `use ${PINNED_DENO_COMMAND.join(" ")}`;
  return losesOutputs(version)
    ? `Deno ${version} loses cell outputs in JupyterLab and other Python clients (versions 2.8.3 to 2.9.8 do); ` +
      `\`task run\` is not affected. To be safe, ${advice}.`
    : `Deno ${version} is not the tested version ${PINNED_DENO}; results may differ. To be safe, ${advice}.`;
}

/** The measured range, in which the kernel reports idle before its outputs are sent. */
function losesOutputs(version: string): boolean {
  const [major, minor, patch] = version.split(/[.+-]/).map(Number);
  if (major !== 2) return false;
  return (minor === 8 && patch >= 3) || (minor === 9 && patch <= 8);
}
