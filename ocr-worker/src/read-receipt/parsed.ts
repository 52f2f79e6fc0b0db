import type { Sums } from './fields/sums.ts'
import type { Parts } from './fields/sort-lines.ts'
import type { Line } from './lines.ts'
import type { Proof } from './prove.ts'

export type Parsed = { lines: Line[]; parts: Parts; sums: Sums; proof: Proof; sight: Sight }

/** What kind of picture it is: sheets of paper seen, whether one's edges show, and whether all is smeared. */
export type Sight = { papers: number; edges: boolean; blurred: boolean }
