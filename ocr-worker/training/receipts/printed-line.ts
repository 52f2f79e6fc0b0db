import type { Role, Tag } from '../../src/read-receipt/roles/roles.ts'

/** A run of letters that are part of the same thing. */
export type Run = { text: string; tag: Tag }

/** `at`: from the left rim, at the right rim, in the middle, or ending at this share of the width. */
export type Cell = { runs: Run[]; at: 'left' | 'right' | 'center' | number }

/** `wide` and `tall`: times the usual letter. `above`: lines left free before it. */
export type PrintedLine = { role: Role; cells: Cell[]; wide: number; tall: number; above: number }
