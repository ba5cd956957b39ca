/** Source files as tokens, without comments, formatting and type-only imports. */
import { parser } from "@lezer/javascript";
import { textDigest } from "../canonical_json.ts";

const typescript = parser.configure({ dialect: "ts" });

/** What a source file imports from another. */
export interface Edge {
  /** As it is written, e.g. "./case.ts" or "npm:fft.js@4.0.4". */
  readonly specifier: string;
  /** Imported names; `null` for all, or if the file is only run. */
  readonly names: readonly string[] | null;
  /** Name under which a re-export exports each of `names`; absent for an import. */
  readonly as?: readonly string[];
}

/** A parsed source file. */
export interface SourceFile {
  /** Digest of its tokens. */
  readonly digest: string;
  readonly imports: readonly Edge[];
  readonly reexports: readonly Edge[];
  /** Names that it itself declares and exports. */
  readonly exports: readonly string[];
  /** Whether it consists of imports and re-exports only. */
  readonly isBarrel: boolean;
}

/** Parses the text of a TypeScript file. */
export function readSource(text: string): SourceFile {
  const tokens = tokensOf(text), imports: Edge[] = [], reexports: Edge[] = [], exports: string[] = [];
  const kept: string[] = [];
  let isBarrel = true;
  for (let i = 0, depth = 0; i < tokens.length;) {
    const token = tokens[i];
    if (
      depth === 0 && (token === "import" || token === "export") && tokens[i + 1] !== "(" &&
      tokens[i + 1] !== "."
    ) {
      const statement = moduleStatement(tokens, i);
      if (statement) {
        const { edge, end } = statement;
        if (edge) (token === "import" ? imports : reexports).push(edge);
        if (edge) {
          for (const word of [token, edge.specifier, ...edge.names ?? ["*"], ...edge.as ?? []]) {
            kept.push(word);
          }
        }
        i = end;
        continue;
      }
    }
    if (depth === 0 && token === "export") {
      for (const name of declaredNames(tokens, i + 1)) exports.push(name);
    }
    // Files loaded by an expression: import("…"), import.meta.resolve("…"), new URL("…", import.meta.url).
    const loaded = loadedBy(tokens, i);
    if (loaded !== null) imports.push({ specifier: loaded, names: null });
    if ("{([".includes(token)) depth++;
    else if ("})]".includes(token)) depth--;
    isBarrel = false;
    kept.push(token);
    i++;
  }
  return { digest: textDigest(kept.join("\n")), imports, reexports, exports, isBarrel };
}

/** An import or re-export at `start`, `edge` null if only types are taken; null for another statement. */
function moduleStatement(
  tokens: readonly string[],
  start: number,
): { edge: Edge | null; end: number } | null {
  const isExport = tokens[start] === "export";
  const as: string[] = [];
  let i = start + 1, names: string[] | null = [], typeOnly = false;
  if (tokens[i] === "type" && tokens[i + 1] !== "from" && tokens[i + 1] !== ",") {
    if (tokens[i + 1] !== "{" && tokens[i + 1] !== "*" && isExport) return null;
    typeOnly = true;
    i++;
  }
  if (isString(tokens[i])) return { edge: { specifier: unquoted(tokens[i]), names: null }, end: i + 1 };
  if (isExport && tokens[i] !== "{" && tokens[i] !== "*") return null;
  let takesAll = false, sawType = false;
  for (; i < tokens.length && tokens[i] !== "from"; i++) {
    const token = tokens[i];
    if (token === "*") {
      takesAll = true;
    } else if (token === "{") {
      for (i++; tokens[i] !== "}"; i++) {
        if (tokens[i] === ",") continue;
        const isType = tokens[i] === "type" && tokens[i + 1] !== "," && tokens[i + 1] !== "}" &&
          tokens[i + 1] !== "as";
        if (isType) i++;
        const name = tokens[i];
        let given = name;
        if (tokens[i + 1] === "as") {
          given = tokens[i + 2];
          i += 2;
        }
        if (isType) sawType = true;
        else {
          names.push(name);
          as.push(given);
        }
      }
    } else if (token !== "," && token !== "as" && tokens[i - 1] !== "as") {
      names.push("default");
      as.push(token);
    }
    if (isExport && token === "{" && tokens[i + 1] !== "from") return null; // a list of own names
  }
  const specifier = unquoted(tokens[i + 1]);
  let end = i + 2;
  if (tokens[end] === "with") end = tokens.indexOf("}", end) + 1;
  if (typeOnly || (!takesAll && names.length === 0 && sawType)) return { edge: null, end };
  if (takesAll) names = null;
  return { edge: { specifier, names, ...(isExport && names ? { as } : {}) }, end };
}

/** Names declared after `export`. */
function declaredNames(tokens: readonly string[], at: number): string[] {
  const words = new Set([
    "async",
    "declare",
    "abstract",
    "const",
    "let",
    "var",
    "function",
    "class",
    "enum",
    "*",
  ]);
  if (tokens[at] === "default") return ["default"];
  if (tokens[at] === "{") {
    const end = tokens.indexOf("}", at), list = tokens.slice(at + 1, end).join(" ").split(",");
    return list.map((entry) => entry.trim().split(" ").at(-1)!).filter(Boolean);
  }
  let i = at;
  while (words.has(tokens[i])) i++;
  return [tokens[i]];
}

/** The file that an expression at `i` loads, if it is given by a literal. */
function loadedBy(tokens: readonly string[], i: number): string | null {
  const literal = (at: number) => isString(tokens[at]) ? unquoted(tokens[at]) : null;
  if (tokens[i] === "import" && tokens[i + 1] === "(") return literal(i + 2);
  if (tokens[i] === "resolve" && tokens[i - 2] === "meta" && tokens[i + 1] === "(") {
    return relative(literal(i + 2));
  }
  if (tokens[i] === "URL" && tokens[i + 1] === "(" && tokens[i + 4] === "import") {
    return relative(literal(i + 2));
  }
  return null;
}

/** Folders and other kinds of files are not modules. */
function relative(specifier: string | null): string | null {
  return specifier && /^\.{1,2}\/.*\.ts$/.test(specifier) ? specifier : null;
}

const isString = (token: string | undefined) => token !== undefined && /^["']/.test(token);
const unquoted = (token: string) => token.slice(1, -1);

/** Syntax nodes that are a single token, or none; the parser distinguishes them from divisions and type parameters. */
const WHOLE = new Set(["String", "TemplateString", "RegExp"]),
  COMMENT = new Set(["LineComment", "BlockComment"]);

/** Tokens of a text, without semicolons and commas before a closing bracket, which the formatter sets. */
function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  let covered = 0;
  const pushCode = (to: number) => {
    for (const token of text.slice(covered, to).match(/[\p{L}\p{N}_$]+|\S/gu) ?? []) {
      if (")]}".includes(token) && tokens.at(-1) === ",") tokens.pop();
      if (token !== ";") tokens.push(token);
    }
  };
  const cursor = typescript.parse(text).cursor();
  for (let more = true; more;) {
    const { name, from, to } = cursor, isWhole = WHOLE.has(name);
    if (isWhole || COMMENT.has(name)) {
      pushCode(from);
      const token = text.slice(from, to);
      if (isWhole) tokens.push(/^'[^"]*'$/.test(token) ? `"${token.slice(1, -1)}"` : token);
      covered = to;
      more = cursor.next(false);
    } else {
      more = cursor.next();
    }
  }
  pushCode(text.length);
  return tokens;
}
