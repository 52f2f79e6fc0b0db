/** Ink of a line, 0 (paper) to 1. */
export type Ink = { width: number; height: number; data: Float32Array }

export type Band = { top: number; foot: number; left: number; right: number }
