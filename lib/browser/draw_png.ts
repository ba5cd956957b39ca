/** What stands for `lib/figure/static/draw_png.ts` in a bundle for a browser, where plotly.js draws into the page. */

/** Rejects: a page draws the figure itself. */
export function drawPng(): Promise<never> {
  return Promise.reject(new Error("figure: a page of a browser draws no PNG, give its parts to plotly.js"));
}
