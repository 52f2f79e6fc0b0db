/** Over how long is told, as the query has it. */
export const MONTHS = ['1', '3', '12'] as const
export type Months = (typeof MONTHS)[number]
