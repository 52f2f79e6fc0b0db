/** Whether long proofs are run in their full size, as `npm run test:long` asks; `npm test` runs them in a small one. */
export const AT_LENGTH = Boolean(process.env.AT_LENGTH)

/** Chooses the size of a long proof. */
export const atLength = (small: number, whole: number): number => (AT_LENGTH ? whole : small)
