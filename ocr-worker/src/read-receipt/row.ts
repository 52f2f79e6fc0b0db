/** A band of print on the levelled sheet, in its pixels; `runs` are its inked stretches from left to right. */
export type Row = { top: number; foot: number; runs: { from: number; to: number }[] }

export type Rows = { rows: Row[]; /** Ink height of an ordinary line. */ lineHeight: number }
