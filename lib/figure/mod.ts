/**
 * Figures for notebooks. `figure` and `sliderFigure` turn Plotly traces into a figure that is interactive in VS Code
 * and JupyterLab and a small picture everywhere else, drawn without a browser. `panelFigure`, `panels`, `curve`, `dots`, `seedBand`,
 * `seedBars`, `seedDots`, `stems`, the axes of the vocabulary and the palettes give all notebooks one look;
 * `attentionSlider` and `flowGraph` show attention. A figure without title, axis names or finite points is an error.
 * plotly.js and jsdom are loaded with the first picture, not by the import.
 *
 * @module
 */
export { type AttentionWeights, type FlatAttention } from "./attention_rows.ts";
export { type AttentionFrame, attentionSlider, type AttentionSliderOptions } from "./attention_slider.ts";
export { type Band, curvesToBand, seedBand, type SeedBandOptions, type Spread } from "./bands.ts";
export { TRACE_TYPES } from "./check_figure.ts";
export { curve, type CurveOptions, dots } from "./curve.ts";
export { describeFigure } from "./describe_figure.ts";
export { errorCurves, type ErrorPanel } from "./error_curves.ts";
export {
  DEFAULT_HEIGHT,
  DEFAULT_WIDTH,
  Figure,
  figure,
  type FigureBundle,
  type FigureOptions,
  type FigureParts,
} from "./figure.ts";
export { type ComparedFieldOptions, comparedFieldSlider } from "./compared_field_slider.ts";
export { fieldMaps, type FieldMapsOptions } from "./field_maps.ts";
export { fieldSlider, type FieldSliderOptions } from "./field_slider.ts";
export { fieldContours, type FieldGrid, fieldTrace } from "./field_trace.ts";
export { MOST_FIGURE_BYTES, MOST_PNG_BYTES } from "./figure_size.ts";
export {
  type AttentionEdge,
  flowGraph,
  type FlowGraphOptions,
  type FlowPanel,
  type MarkedColumns,
} from "./flow_graph.ts";
export { gatherMaps, type GatherMapsOptions } from "./gather_maps.ts";
export { type LabelSide, labelSides, type LabelSidesOptions } from "./label_sides.ts";
export type { NumberArray } from "./numbers.ts";
export { panel, panelFigure, type PanelFigureOptions } from "./panel_figure.ts";
export { CURVE_COLOURS, DIVERGING, OKABE_ITO, SEQUENTIAL, stepColours, withAlpha } from "./palette.ts";
export { plainText } from "./plotly_text.ts";
export { MOST_POINTS } from "./prepare_spec.ts";
export { bands, runBand, type RunBandOptions, type Series, type Steps, trainTest } from "./run_bands.ts";
export { rowFigure } from "./row_figure.ts";
export { seedBars, type SeedBarsOptions } from "./seed_bars.ts";
export { seedDotPanels, type SeedDotPanelsOptions } from "./seed_dot_panels.ts";
export { seedDots, type SeedDotsOptions } from "./seed_dots.ts";
export { seedMap, type SeedMapOptions, type SeedMapRow, seedMaps } from "./seed_map.ts";
export type { CountedSeeds } from "./seed_note.ts";
export { shareDots, type ShareDotsOptions } from "./share_dots.ts";
export { type Frame, MOST_FRAMES, sliderFigure, type SliderFigureOptions } from "./slider.ts";
export { type StemOptions, stems } from "./stems.ts";
export { type Panel, panels, type PanelsOptions, type PanelsResult } from "./subplots.ts";
export { tokenMaps, type TokenMapsOptions, tokenPath } from "./token_maps.ts";
export { themedLayout, type ThemeOptions } from "./theme.ts";
export { outputSlider, type OutputSliderOptions, twoRows } from "./two_row_slider.ts";
export { type CurveScale, thinIndices, thinTrace } from "./thin.ts";
export type { Layout, PlotlySpec, Trace } from "./trace.ts";
export {
  axis,
  categoryMap,
  type CategoryMapOptions,
  curvesBySeed,
  type CurvesBySeedOptions,
  level,
  logAxis,
  logStepAxis,
  lossAxis,
  REFERENCE,
  share,
  stepAxis,
  verticalLine,
} from "./vocabulary.ts";
export { unitHistogram, type UnitHistogramOptions } from "./unit_histogram.ts";
