import type { Marks, Reading } from '@tamaru/domain'
import type { Good } from './fields/good.ts'
import type { Parts } from './fields/sort-lines.ts'
import type { Sums } from './fields/sums.ts'
import type { Papers } from './find-paper.ts'
import type { Gray } from './image/gray.ts'
import type { Line } from './lines.ts'
import type { Photo } from './load-photo.ts'
import type { Proof } from './prove.ts'
import type { ReadSheet } from './recognise/read-sheet.ts'

/** What each step of a reading comes to, in the order of the steps. Receipts in English have no parts and no proof. */
export type StepResults = {
  'load-photo': Photo
  'find-paper': Papers
  flatten: Gray
  prepare: Gray
  recognise: ReadSheet
  mark: Marks
  lines: Line[]
  parts: Parts
  goods: Good[]
  sums: Sums
  prove: Proof
  reading: Reading
}

export type StepName = keyof StepResults

/** One step that has ended. What it came to is the reader's own: to be looked at, not to be changed. */
export type ObservedStep = { [S in StepName]: { step: S; result: StepResults[S] } }[StepName]

export type Observe = (step: ObservedStep) => void
