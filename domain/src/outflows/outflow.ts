/** What leaves the house of people. */
export const OUTFLOW_KINDS = ['line_audience', 'customer_file'] as const
export type OutflowKind = (typeof OUTFLOW_KINDS)[number]

/** On what ground: it stays with the account, somebody works for it, a group shares it, or a third party has it by consent. */
export const OUTFLOW_BASES = ['own', 'entrusted', 'joint', 'third_party'] as const
export type OutflowBasis = (typeof OUTFLOW_BASES)[number]

/** How far an audience at LINE is. */
export const LINE_AUDIENCE_STATES = [
  ...(['asked', 'in_progress', 'ready', 'failed', 'expired', 'deleting', 'deleted'] as const),
] as const
export type LineAudienceState = (typeof LINE_AUDIENCE_STATES)[number]

/** LINE sends to fewer than fifty of an audience nowhere; an audience of few would tell of each. */
export const LINE_AUDIENCE_FLOOR = 50
