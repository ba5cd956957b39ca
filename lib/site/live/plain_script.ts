import { parser } from "@lezer/javascript";

const typescript = parser.configure({ dialect: "ts" });

/** Nodes that hold types alone. */
const TYPES = new Set([
  "TypeAnnotation",
  "TypeArgList",
  "TypeParamList",
  "InterfaceDeclaration",
  "TypeAliasDeclaration",
  "Optional",
]);

/**
 * TypeScript without its types, otherwise as it is written.
 *
 * @throws {SyntaxError} where what is left is no JavaScript: syntax that this does not know
 */
export function plainScript(text: string): string {
  const cuts: [from: number, to: number][] = [];
  const cut = (from: number, to: number) => {
    // Types stand in types: the outer cut takes them off.
    if (from >= (cuts.at(-1)?.[1] ?? 0)) cuts.push([from, to]);
  };
  typescript.parse(text).iterate({
    enter({ name, from, to, node }) {
      if (TYPES.has(name)) {
        cut(from, to);
        return false;
      }
      const parent = node.parent?.name;
      if (name === "LogicOp" && parent === "PostfixExpression") cut(from, to);
      // `value as Type`: the value stays.
      const isAssertion = (name === "as" || name === "satisfies") && parent === "BinaryExpression";
      if (isAssertion) cut(node.prevSibling!.to, node.parent!.to);
    },
  });
  const plain = cuts.toReversed().reduce((left, [from, to]) => left.slice(0, from) + left.slice(to), text);
  parser.parse(plain).iterate({
    enter({ type, from }) {
      if (!type.isError) return;
      throw new SyntaxError(
        `plainScript: the text is no JavaScript without its types, got ${
          JSON.stringify(plain.slice(from, from + 40))
        }`,
      );
    },
  });
  return plain;
}
