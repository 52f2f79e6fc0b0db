/** The states of an entry, in the order in which staff see to them. */
export const STATES = [
  'needs_review',
  'approved',
  'rejected',
  'revoked',
  'replaced',
  'withdrawn',
  'reading',
  'received',
] as const
