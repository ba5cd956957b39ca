/** A part of a label: a tag that Plotly interprets, or text that it shows. */
export interface LabelPiece {
  /** Name of the tag in lower case; `undefined` for text. */
  readonly tag?: string;
  /** Whether it is a closing tag. */
  readonly closing?: boolean;
  /** As written in the label, including entities. */
  readonly source: string;
  /** What the reader sees; empty for tags. */
  readonly shown: string;
}

/** Tags that Plotly interprets; it shows all others literally. */
const TAGS: readonly string[] = ["br", "sup", "sub", "b", "i", "em", "s", "u", "a", "span"];
/** Entities that Plotly knows by name. */
const ENTITIES: Readonly<Record<string, string>> = {
  mu: "μ",
  amp: "&",
  lt: "<",
  gt: ">",
  nbsp: "\u00A0",
  times: "×",
  plusmn: "±",
  deg: "°",
};

/**
 * A label as Plotly reads it.
 *
 * @param label e.g. `10<sup>−3</sup> &lt; α of <train>`
 * @returns its tags and texts in order; together their sources are the label
 */
export function labelPieces(label: string): LabelPiece[] {
  return label.split(/(<[^<>]*>)/).filter((source) => source !== "").map((source) => {
    const [, slash, name] = /^<(\/?)([^ >]*)(?:\s[^>]*)?>$/.exec(source) ?? [];
    const tag = name?.replace(/\/$/, "").toLowerCase();
    return tag !== undefined && TAGS.includes(tag)
      ? { tag, closing: slash === "/", source, shown: "" }
      : { source, shown: decodeEntities(source).replace(/\r\n?|\n/g, " ") };
  });
}

/**
 * A label as plain text: without the tags and entities that Plotly knows.
 *
 * @param label e.g. `10<sup>−3</sup> &lt; α of <train>`
 * @returns e.g. `10^−3 < α of <train>`; where it becomes part of HTML it must be escaped
 */
export function plainText(label: string): string {
  return labelPieces(label).map(({ tag, closing, shown }) => {
    if (tag === "br") return " ";
    if (closing) return "";
    return tag === "sup" ? "^" : tag === "sub" ? "_" : shown;
  }).join("");
}

function decodeEntities(text: string): string {
  return text.replace(/&(#\d+|#x[\da-f]+|[a-z]+);/gi, (entity, name: string) => {
    if (!name.startsWith("#")) return ENTITIES[name] ?? entity;
    const code = name[1] === "x" ? parseInt(name.slice(2), 16) : parseInt(name.slice(1), 10);
    return code <= 0x10FFFF ? String.fromCodePoint(code) : entity;
  });
}
