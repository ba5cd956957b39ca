/** Where this process runs, as words for other machines that share a folder with it. */

/** " on HOST", with the number of the Slurm job if it is part of one. */
export function placeOfProcess(): string {
  const job = Deno.env.get("SLURM_JOB_ID");
  return ` on ${Deno.hostname()}${job ? `, Slurm job ${job}` : ""}`;
}
