/**
 * Surveys over models that are known, for trying inversions out.
 *
 * @module
 */
export {
  type Recordings,
  type SurveyDerivatives,
  SyntheticSurvey,
  type SyntheticSurveySettings,
  WAVELET_PEAK,
} from "./synthetic_survey.ts";
