/** The form of claims as JSON. */
import { RESULT_STATES } from "../experiments/provenance/states.ts";
import * as v from "valibot";
import { CLAIM_SOURCES, VERDICTS } from "./claim.ts";

const numberOrNull = v.nullable(v.number());

/** A rule. */
export const RuleForm = v.strictObject({
  op: v.picklist([">=", "<=", ">", "<"]),
  threshold: v.number(),
  atLeast: v.string(),
  noEffect: v.exactOptional(v.number()),
});

/** A row of a claims table. */
export const ClaimForm = v.strictObject({
  id: v.string(),
  claim: v.string(),
  quantity: v.string(),
  seeds: v.array(v.number()),
  perSeed: v.array(v.number()),
  value: numberOrNull,
  low: numberOrNull,
  high: numberOrNull,
  statistic: v.string(),
  rule: v.nullable(RuleForm),
  control: v.nullable(v.strictObject({
    what: v.string(),
    value: v.number(),
    low: v.number(),
    high: v.number(),
    rule: RuleForm,
  })),
  paperValue: v.nullable(v.union([v.number(), v.string()])),
  source: v.picklist(CLAIM_SOURCES),
  state: v.nullable(v.picklist(RESULT_STATES)),
  verdict: v.picklist(VERDICTS),
  because: v.nullable(v.strictObject({
    cause: v.picklist(["set-up", "definition", "paper"]),
    close: v.string(),
  })),
  changed: v.array(v.strictObject({
    what: v.string(),
    from: v.string(),
    to: v.string(),
    why: v.string(),
  })),
  note: v.string(),
});

/** A claims table. */
export const TableForm = v.strictObject({
  paper: v.string(),
  profile: v.picklist(["quick", "full"]),
  rows: v.array(ClaimForm),
  singles: v.exactOptional(v.record(v.string(), v.array(v.picklist(VERDICTS)))),
});
