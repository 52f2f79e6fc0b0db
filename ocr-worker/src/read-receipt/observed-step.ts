import type { Marks, Reading } from '@tamaru/domain'
import type { Papers } from './find-paper.ts'
import type { Gray } from './image/gray.ts'
import type { Line } from './lines.ts'
import type { Photo } from './load-photo.ts'
import type { ReadLines } from './read-lines.ts'
import type { ReadSheet } from './recognise/read-sheet.ts'

/** What each step of a reading comes to, in the order of the steps. Receipts in English have no roles and no proof. */
export type StepResults = {
  'load-photo': Photo
  'find-paper': Papers
  flatten: Gray
  prepare: Gray
  recognise: ReadSheet
  mark: Marks
  lines: Line[]
  understand: ReadLines
  /** Of a receipt in several photos; the steps above are then shown once a photo. */
  join: Omit<Reading, 'marks' | 'engine'>
  reading: Reading
}

export type StepName = keyof StepResults

/** One step that has ended. What it came to is the reader's own: to be looked at, not to be changed. */
export type ObservedStep = { [S in StepName]: { step: S; result: StepResults[S] } }[StepName]

export type Observe = (step: ObservedStep) => void
