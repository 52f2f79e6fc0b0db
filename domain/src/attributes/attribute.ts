import { z } from 'zod'
import type { Words } from '../texts/language.ts'

export const ATTRIBUTE_KINDS = ['choice', 'number', 'date', 'yes_no'] as const
export const AttributeKind = z.enum(ATTRIBUTE_KINDS)
export type AttributeKind = z.infer<typeof AttributeKind>

/** By which programs, files and segments name an attribute, or a choice of one. */
export const AttributeKey = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/)
const ChoiceKey = z.string().regex(/^[a-z0-9_]{1,40}$/)
const Name = z.string().trim().min(1).max(60)
const BothNames = z.strictObject({ ja: Name, en: Name })

/** A word of the closed list that a choice is out of. */
export const AttributeChoice = z.strictObject({ key: ChoiceKey, words: BothNames })
export type AttributeChoice = z.infer<typeof AttributeChoice>

const MOST_CHOICES = 100
const LONGEST_KEPT_DAYS = 3_660
const KeptDays = z.int().min(1).max(LONGEST_KEPT_DAYS).nullable()
const Choices = z
  .array(AttributeChoice)
  .max(MOST_CHOICES)
  .refine((choices) => new Set(choices.map(({ key }) => key)).size === choices.length, 'each key once')

/** What staff say of an attribute, whatever its kind. */
export const AttributeWords = z.strictObject({
  words: BothNames,
  choices: Choices,
  /** What it is kept for, in the account's words. */
  purpose: z.string().trim().min(1).max(200),
  /** For how many days from when it was told; null: until its person leaves. */
  keptDays: KeptDays,
})

/** An attribute as an account defines it. A choice has choices, nothing else has. */
export const NewAttribute = AttributeWords.extend({
  key: AttributeKey,
  kind: AttributeKind,
  choices: Choices.default([]),
  keptDays: KeptDays.default(null),
}).refine(({ kind, choices }) => (kind === 'choice') === choices.length > 0, {
  path: ['choices'],
  message: 'a choice has choices, and nothing else has',
})
export type NewAttribute = z.infer<typeof NewAttribute>

/** Who told a value: the person, staff, a file, or the undoing of something. */
export const AttributeSource = z.enum(['person', 'staff', 'import', 'undo'])
export type AttributeSource = z.infer<typeof AttributeSource>

/** What can be known of a person, as far as values and rules need it. */
export interface Attribute {
  key: string
  kind: AttributeKind
  words: Words
  choices: readonly { key: string; words: Words }[]
}
