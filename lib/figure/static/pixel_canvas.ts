import { encode } from "fast-png";
import { Buffer } from "node:buffer";

/** Colours as plotly.js writes them on a canvas: `rgb(…)`, `rgba(…)` with alpha 0 … 1, `#rgb`, `#rrggbb`. */
function parseColour(text: string): [number, number, number, number] {
  const call = /^rgba?\(([^)]+)\)$/.exec(text.trim());
  if (call) {
    const [r, g, b, a = 1] = call[1].split(",").map(Number);
    return [r, g, b, Math.round(a * 255)];
  }
  const hex = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text.trim())?.[1];
  if (hex === undefined) {
    throw new TypeError(
      `Cannot fill a canvas with colour ${JSON.stringify(text)}: use rgb(…), rgba(…), #rgb or #rrggbb`,
    );
  }
  const full = hex.length === 3 ? [...hex].map((digit) => digit + digit).join("") : hex;
  return [0, 2, 4].map((i) => parseInt(full.slice(i, i + 2), 16)).concat(255) as [
    number,
    number,
    number,
    number,
  ];
}

/** A block of pixels, four bytes each (red, green, blue, alpha), rows from the top. */
export interface PixelBlock {
  /** Pixels in a row. */
  readonly width: number;
  /** Rows. */
  readonly height: number;
  /** `4 · width · height` bytes. */
  readonly data: Uint8ClampedArray;
}

/**
 * The part of a 2-D canvas that plotly.js needs to draw heat maps: filled rectangles and blocks of pixels.
 */
export class PixelCanvas {
  /** Colour of the next {@linkcode fillRect}. */
  fillStyle = "#000";
  #pixels: Uint8ClampedArray;

  /**
   * @param width pixels in a row
   * @param height rows
   */
  constructor(readonly width: number, readonly height: number) {
    this.#pixels = new Uint8ClampedArray(4 * width * height);
  }

  /** A transparent block of pixels to write on. */
  createImageData(width: number, height: number): PixelBlock {
    return { width, height, data: new Uint8ClampedArray(4 * width * height) };
  }

  /** Copies a block of pixels to (`left`, `top`); parts outside are cut. */
  putImageData(block: PixelBlock, left: number, top: number): void {
    for (let row = 0; row < block.height; row++) {
      for (let column = 0; column < block.width; column++) {
        const x = left + column, y = top + row;
        if (x < 0 || y < 0 || x >= this.width || y >= this.height) continue;
        const from = 4 * (row * block.width + column);
        this.#pixels.set(block.data.subarray(from, from + 4), 4 * (y * this.width + x));
      }
    }
  }

  /** Fills a rectangle with {@linkcode fillStyle}, edges rounded to whole pixels. */
  fillRect(left: number, top: number, width: number, height: number): void {
    const colour = parseColour(this.fillStyle);
    const right = Math.min(this.width, Math.round(left + width));
    const bottom = Math.min(this.height, Math.round(top + height));
    for (let y = Math.max(0, Math.round(top)); y < bottom; y++) {
      for (let x = Math.max(0, Math.round(left)); x < right; x++) {
        this.#pixels.set(colour, 4 * (y * this.width + x));
      }
    }
  }

  /** Makes every pixel transparent. */
  clearRect(): void {
    this.#pixels.fill(0);
  }

  /** The picture as a `data:` URL of a PNG. */
  toDataURL(): string {
    const png = encode({ width: this.width, height: this.height, data: this.#pixels, channels: 4, depth: 8 });
    return `data:image/png;base64,${Buffer.from(png).toString("base64")}`;
  }
}
