/** The used part of a page's node; this program is not type-checked against a browser's types. */
export interface PageNode {
  /** Kind of node; 3 is text. */
  readonly nodeType: number;
  /** All text inside. */
  readonly textContent: string | null;
}

/** The used part of a page's element. */
export interface PageElement extends PageNode {
  /** Name of the tag. */
  readonly tagName: string;
  /** Elements and texts directly inside. */
  readonly childNodes: Iterable<PageNode>;
  /** Elements directly inside. */
  readonly children: Iterable<PageElement>;
  /** The element around this one. */
  readonly parentElement: PageElement | null;
  /** Own style attributes; absent if the element has none. */
  readonly style?: {
    readonly display: string;
    readonly fontSize: string;
    readonly fontWeight: string;
    getPropertyValue(name: string): string;
  };
  /** Text of an attribute. */
  getAttribute(name: string): string | null;
  /** Elements inside that match a selector. */
  querySelectorAll(selector: string): Iterable<PageElement>;
}

/** The used part of a page's canvas element. */
export interface PageCanvas {
  /** Pixels per row. */
  readonly width: number;
  /** Rows. */
  readonly height: number;
}

/** The used part of a page: the constructors whose methods are replaced, and a way to run a script. */
export interface Page {
  readonly SVGElement: { readonly prototype: object; new (): PageElement };
  readonly Element: { readonly prototype: { getBoundingClientRect: (this: PageElement) => object } };
  readonly HTMLCanvasElement: { readonly prototype: object };
  readonly URL: object;
  eval(script: string): unknown;
}
