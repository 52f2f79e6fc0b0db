import type { Sums } from './fields/sums.ts'
import type { Proof } from './prove.ts'
import type { RoledLine } from './roles/roled-line.ts'

export type Parsed = { roles: RoledLine[]; sums: Sums; proof: Proof; sight: Sight }

/** What kind of picture it is: sheets of paper seen, whether one's edges show, and whether all is smeared. */
export type Sight = { papers: number; edges: boolean; blurred: boolean }
