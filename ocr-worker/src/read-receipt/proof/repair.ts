/** A print that the rest of the receipt sets right: `field` as in `Reading.fields`. */
export type Repair = { field: string; from: string; to: string; why: string }

/** A repair must be this much likelier than every other (`Way.cost`): 20 to 1. */
export const MARGIN = 3
