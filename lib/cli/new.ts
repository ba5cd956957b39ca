/**
 * `task new NN name`: writes the notebook of a new paper as a skeleton that runs, with its modules and tests.
 *
 * @module
 */
import { runParsedTask, type TaskArguments, type TaskUsage } from "./arguments.ts";
import { writeNewPaper } from "./new/new_paper.ts";
import { REPOSITORY_ROOT } from "./repository.ts";
import { UsageError } from "./usage_error.ts";

const USAGE: TaskUsage = {
  task: "new",
  description: "Writes the notebook of a new paper as a skeleton that runs, with its modules and tests.",
  positionals: "NN name",
  options: {
    title: { type: "string", value: "TEXT", description: "title of the notebook; the name by default" },
    arxiv: { type: "string", value: "ID[,ID]", description: "arXiv identifiers, the paper's own first" },
    authors: { type: "string", value: "TEXT", description: 'its authors in short form, e.g. "Zhou et al."' },
  },
};

async function main(args: TaskArguments): Promise<number> {
  const [paper, name, ...more] = args.positionals, number = paper?.padStart(2, "0");
  if (number === undefined || name === undefined || more.length > 0) {
    throw new UsageError("task new: give a number and a name, e.g. deno task new 11 double_descent");
  }
  const words = name.replaceAll("_", " ");
  const files = await writeNewPaper(REPOSITORY_ROOT, {
    number,
    name,
    title: args.text("title") ?? words.charAt(0).toUpperCase() + words.slice(1),
    arxiv: args.text("arxiv")?.split(",") ?? [],
    authors: args.text("authors") ?? "Authors",
  });
  console.log(files.join("\n"));
  console.log(
    `\nIt runs as it is: deno task run ${number}; deno task check ${number}; ` +
      `deno task test tests/notebooks/${number}_${name}. CONTRIBUTING.md describes the next steps.`,
  );
  return 0;
}

if (import.meta.main) await runParsedTask(USAGE, main);
