import { pictureFonts } from "./fonts.ts";
import { type FontBytes, secondFont } from "./second_font.ts";

/** A drawing whose texts the rasteriser draws correctly. */
export interface PreparedTexts {
  /** SVG text. */
  readonly svg: string;
  /** The font that the texts need, if the font of all pictures lacks characters. */
  readonly fonts?: FontBytes;
  /** What the picture does not show correctly, as whole sentences. */
  readonly warnings: readonly string[];
}

/** What plotly.js treats as LaTeX. */
const LATEX = /\$[^$]+\$/;
/** Characters that only control how others are drawn, such as the choice between text and picture of an emoji. */
const STEERING = /[\p{Cf}\uFE00-\uFE0F]/u;
/** Letters that run from right to left. */
const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFF\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;
/** Letters and marks that the second font draws separately although they should be joined. */
const JOINED =
  /[\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Adlam}\p{Script=Mandaic}\p{Script=Phags_Pa}]|\u200D|(?![\uFE00-\uFE0F])\p{M}/u;

/**
 * Gives each text of a drawing a font that has its characters, and positions lines of right-to-left letters.
 *
 * Characters that the font of the pictures lacks are drawn with a second one, which is read only then.
 *
 * @param svg SVG text of plotly.js
 * @returns the drawing, the second font if needed, and what will be missing
 */
export function prepareTexts(svg: string): PreparedTexts {
  const placed = placeLines(svg);
  const { regular, bold } = pictureFonts();
  const has = (character: string) => regular.has(character) && bold.has(character);
  const latex = latexWarnings(svg);
  const lacking = [...new Set(textNodes(svg).flatMap(signsOf))].filter((sign) => !hasSign(has, sign));
  if (lacking.length === 0) return { svg: placed, warnings: latex };
  let second;
  try {
    second = secondFont();
  } catch (error) {
    return {
      svg: placed,
      warnings: [...latex, `boxes stand for ${quote(lacking)}: ${(error as Error).message}`],
    };
  }
  const { metrics, lend } = second;
  const hasAny = (character: string) => regular.has(character) || metrics.has(character);
  const nowhere = lacking.filter((sign) => !hasSign(hasAny, sign));
  const loose = lacking.filter((sign) => JOINED.test(sign) && hasSign(hasAny, sign));
  return {
    svg: placed,
    fonts: lend(lacking.join("")),
    warnings: [
      ...latex,
      ...(nowhere.length > 0 ? [`boxes stand for ${quote(nowhere)}, which no font of the pictures has`] : []),
      ...(loose.length > 0
        ? [`${quote(loose)} is drawn letter by letter, since no font of the pictures joins it`]
        : []),
    ],
  };
}

function latexWarnings(svg: string): string[] {
  const labels = Array.from(
    svg.matchAll(/<text\b[^>]*>(.*?)<\/text>/gs),
    ([, inside]) => inside.replace(/<[^>]*>/g, ""),
  );
  const found = [...new Set(labels.filter((label) => LATEX.test(label)))];
  if (found.length === 0) return [];
  const shown = found.slice(0, 3).map((label) => `"${label}"`).join(", ");
  return [`LaTeX is drawn literally (${shown}); write characters such as α and ², or <sup> and <sub>`];
}

function textNodes(svg: string): string[] {
  return Array.from(svg.matchAll(/>([^<>]+)</g), ([, text]) => text);
}

/** Letters with their marks, as readers count them. */
function signsOf(text: string): string[] {
  return Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment);
}

function hasSign(has: (character: string) => boolean, sign: string): boolean {
  return [...sign].every((character) => /\s/.test(character) || STEERING.test(character) || has(character));
}

/**
 * Writes absolute positions of lines and of raised or lowered parts instead of shifts: in a right-to-left line, resvg
 * shifts only the last letter.
 */
function placeLines(svg: string): string {
  return svg.replace(/<text\b[^>]*>.*?<\/text>/gs, (element) => {
    if (!RIGHT_TO_LEFT.test(element)) return element;
    const pixels = Number(/font-size: ([\d.]+)px/.exec(element)?.[1] ?? NaN);
    if (!(pixels > 0)) return element;
    return element
      .replace(
        /(<tspan class="line") dy="([-\d.]+)em"( x="[^"]*") y="([-\d.]+)"/g,
        (_, start, em, x, y) => `${start}${x} y="${Number(y) + Number(em) * pixels}"`,
      )
      .replace(/ dy="(-0\.6|0\.3)em"/g, (_, em) => ` baseline-shift="${em === "0.3" ? "sub" : "super"}"`)
      .replace(/ dy="(?:0\.42|-0\.21)em"/g, "");
  });
}

function quote(all: readonly string[]): string {
  return all.slice(0, 10).map((sign) =>
    `"${sign}" (${
      [...sign].map((each) => `U+${each.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}`).join(
        " ",
      )
    })`
  ).join(", ") + (all.length > 10 ? ` and ${all.length - 10} more` : "");
}
