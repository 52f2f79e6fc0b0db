import { z } from 'zod'

/** What can wear a label: whatever the console lists of an account's own. */
export const LABELLED_THINGS = ['campaign', 'reward', 'product', 'template', 'store', 'segment'] as const
export type LabelledThing = (typeof LABELLED_THINGS)[number]

/** None is red: that is for danger alone. */
export const LABEL_COLOURS = ['plain', 'green', 'blue', 'amber', 'violet', 'teal'] as const
export type LabelColour = (typeof LABEL_COLOURS)[number]

/** A few words in one line, without blanks around them, 20 characters at most. */
export const LabelName = z
  .string()
  .trim()
  .min(1)
  .max(20)
  .regex(/^[^\p{C}\p{Zl}\p{Zp}]+$/u, 'one line of text')
