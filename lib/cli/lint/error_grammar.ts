/**
 * Lint plugin for the common form of error messages, based on that of denoland/std. Registered in `deno.json`, with two
 * rules:
 *
 * - `papers-errors/message`: a message reads `subject: what is wrong`, where the subject is the function or thing that
 *   the caller named (`adam: the rate must be positive, got -1`) or what could not be done (`Cannot draw "loss": x has
 *   3 values, y has 4`). It has no full stop at its end, no contraction, and none of the openings for which `Cannot` suffices.
 * - `papers-errors/throws`: a doc comment names the thrown error in braces: `@throws {RangeError} for …`.
 *
 * Tests and notebook cells are exempt.
 *
 * @module
 */

/** Words that a subject must not contain, since they would make it a sentence. */
const VERBS = /(^|\s)(is|are|has|have|had|must|needs?|gives?|got|found|was|were|there|cannot|does|do)(\s|$)/;
const OPENINGS = /^(Could not|Unable to|Failed to|Invalid|Illegal|Unknown|Can't)\b/;
const CONTRACTION = /\b(can|don|doesn|isn|aren|won|hasn|couldn|wasn)['’]t\b/i;

/** Stands for an expression of a template. */
const EXPRESSION = "\0";

/** What is wrong with the form of a message; `null` if nothing is. */
function wrongIn(message: string): string | null {
  const end = message.indexOf(":");
  const subject = end < 0 ? "" : message.slice(0, end);
  if (OPENINGS.test(message)) return 'begins with a word for "Cannot …: …"';
  if (end < 0) return "names no subject before a colon";
  if (!subject.startsWith("Cannot ") && VERBS.test(subject)) {
    return "has a sentence where its subject should stand";
  }
  if (/^\0?Cannot$/.test(subject)) return "does not say what cannot be done";
  if (/[^.]\.$/.test(message)) return "ends with a full stop";
  if (CONTRACTION.test(message)) return "has a contraction";
  return null;
}

/** Text of a literal, with {@linkcode EXPRESSION} for the expressions of a template; `null` for anything else. */
function textOf(node: Deno.lint.Node | undefined): string | null {
  if (node === undefined) return null;
  if (node.type === "Literal") return typeof node.value === "string" ? node.value : null;
  if (node.type === "TemplateLiteral") {
    return node.quasis.map(({ cooked }) => cooked).join(EXPRESSION);
  }
  if (node.type === "BinaryExpression" && node.operator === "+") {
    const left = textOf(node.left);
    return left === null ? null : left + (textOf(node.right) ?? EXPRESSION);
  }
  return null;
}

/** Whether a file is a test or the cells of a notebook. */
function isFree(filename: string): boolean {
  return /\/tests\/|\.check\.ts$/.test(filename.replaceAll("\\", "/"));
}

const message: Deno.lint.Rule = {
  create(context) {
    if (isFree(context.filename)) return {};
    return {
      NewExpression(node) {
        if (node.callee.type !== "Identifier" || !/Error$/.test(node.callee.name)) return;
        const text = textOf(node.arguments[0]);
        // A message that is a single expression was made, and is checked, elsewhere.
        if (text === null || text === EXPRESSION) return;
        const wrong = wrongIn(text);
        if (wrong === null) return;
        context.report({
          node: node.arguments[0],
          message: `The message of an error ${wrong}`,
          hint: 'Write "subject: what is wrong, got what", or "Cannot do this: what is wrong"',
        });
      },
    };
  },
};

const throws: Deno.lint.Rule = {
  create(context) {
    if (isFree(context.filename)) return {};
    return {
      Program() {
        for (const comment of context.sourceCode.getAllComments()) {
          if (comment.type !== "Block" || !comment.value.startsWith("*")) continue;
          const [begin] = comment.range;
          // "/*" precedes the value.
          for (const { index, 0: tag, 1: name } of comment.value.matchAll(/@throws[ \t]+([A-Z][\w.]*)/g)) {
            const range: [number, number] = [begin + 2 + index, begin + 2 + index + tag.length];
            context.report({
              range,
              message: `What is thrown stands without braces`,
              hint: `Write @throws {${name}}`,
              fix: (fixer) => fixer.replaceTextRange(range, `@throws {${name}}`),
            });
          }
        }
      },
    };
  },
};

const plugin: Deno.lint.Plugin = { name: "papers-errors", rules: { message, throws } };

export default plugin;
