/**
 * Lint plugin that forbids random numbers without a seed: `Math.random` and the random functions of TF.js. Registered
 * in `deno.json`; its rule is called `papers/seeded-randomness`.
 *
 * @module
 */

const MESSAGE = "Random numbers without a seed cannot be repeated";
const HINT = "Draw them from a seeded generator of lib/random";
const TFJS = /^(npm:)?@tensorflow\/tfjs/;

/** Random functions of the TF.js namespace. Those of its `util` draw from `Math.random`. */
const TFJS_RANDOM =
  /^(random[A-Z]\w*|rand|truncatedNormal|multinomial|dropout|shuffle|shuffleCombo|createShuffledIndices|randUniform)$/;

const rule: Deno.lint.Rule = {
  create(context) {
    // Besides its imported names, `tf` means TF.js everywhere, since it is also passed as an argument.
    const namespaces = new Set(["tf"]);
    const report = (node: Deno.lint.Node, what: string): void =>
      context.report({ node, message: `${MESSAGE}: ${what}`, hint: HINT });
    return {
      ImportDeclaration(node) {
        if (!TFJS.test(node.source.value)) return;
        for (const specifier of node.specifiers) {
          if (specifier.type !== "ImportSpecifier") {
            namespaces.add(specifier.local.name);
            continue;
          }
          const imported = specifier.imported;
          const name = imported.type === "Identifier" ? imported.name : imported.value;
          if (TFJS_RANDOM.test(name)) report(specifier, name);
        }
      },
      MemberExpression(node) {
        const property = propertyName(node);
        const object = node.object;
        if (property === undefined) return;
        if (property === "random" && isMath(object)) report(node, "Math.random");
        const root = rootName(object);
        if (root !== undefined && namespaces.has(root) && TFJS_RANDOM.test(property)) {
          report(node, `${root}.${property}`);
        }
      },
      VariableDeclarator(node) {
        if (node.id.type !== "ObjectPattern" || node.init === null) return;
        const root = rootName(node.init);
        for (const property of node.id.properties) {
          if (property.type !== "Property" || property.key.type !== "Identifier") continue;
          const name = property.key.name;
          if (name === "random" && isMath(node.init)) report(property.key, "Math.random");
          if (root !== undefined && namespaces.has(root) && TFJS_RANDOM.test(name)) {
            report(property.key, `${root}.${name}`);
          }
        }
      },
    };
  },
};

/** `Math` or `globalThis.Math`. */
function isMath(node: Deno.lint.Expression): boolean {
  if (node.type === "Identifier") return node.name === "Math";
  return node.type === "MemberExpression" && propertyName(node) === "Math";
}

/** Name of the variable at the left end of `a.b`, where `b` is the `util` of TF.js; of `a` itself otherwise. */
function rootName(node: Deno.lint.Expression): string | undefined {
  if (node.type === "Identifier") return node.name;
  if (node.type === "MemberExpression" && propertyName(node) === "util") return rootName(node.object);
  return undefined;
}

/** Name in `object.name` or `object["name"]`. */
function propertyName(node: Deno.lint.MemberExpression): string | undefined {
  const { property, computed } = node;
  if (!computed) return property.type === "Identifier" ? property.name : undefined;
  return property.type === "Literal" && typeof property.value === "string" ? property.value : undefined;
}

const plugin: Deno.lint.Plugin = { name: "papers", rules: { "seeded-randomness": rule } };

export default plugin;
