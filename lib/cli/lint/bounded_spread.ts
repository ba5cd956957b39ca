/**
 * Lint plugin that forbids, outside of tests and notebook cells, spreads of arrays of unknown length into a call:
 * `list.push(...items)` and `Math.max(...values)` fail with "Maximum call stack size exceeded" if the array is long.
 * Registered in `deno.json`; its rule is called `papers-spread/bounded`.
 *
 * @module
 */

/** Calls that take any number of arguments. */
const METHODS = new Set(["push", "unshift", "splice"]);
const STATIC: Readonly<Record<string, ReadonlySet<string>>> = {
  Math: new Set(["max", "min", "hypot"]),
  String: new Set(["fromCharCode", "fromCodePoint"]),
};

const HINT = "Loop over the array, or use largest and smallest of lib/stats";

const rule: Deno.lint.Rule = {
  create(context) {
    // Tests and cells know their arrays.
    if (/\/tests\/|\.check\.ts$/.test(context.filename.replaceAll("\\", "/"))) return {};
    return {
      CallExpression(node) {
        const { callee } = node;
        if (callee.type !== "MemberExpression" || callee.property.type !== "Identifier" || callee.computed) {
          return;
        }
        const name = callee.property.name,
          owner = callee.object.type === "Identifier" ? callee.object.name : "";
        const takesMany = Object.hasOwn(STATIC, owner) ? STATIC[owner].has(name) : METHODS.has(name);
        if (!takesMany) return;
        for (const argument of node.arguments) {
          if (argument.type !== "SpreadElement" || argument.argument.type === "ArrayExpression") continue;
          context.report({
            node: argument.argument,
            message: `An array of unknown length is spread into ${owner && `${owner}.`}${name}`,
            hint: HINT,
          });
        }
      },
    };
  },
};

const plugin: Deno.lint.Plugin = { name: "papers-spread", rules: { bounded: rule } };

export default plugin;
