import { z } from 'zod'
import type { Words } from '../texts/language.ts'

/** What a message has words for. Where each stands, and in which colours, is the card's own. */
export const PARTS = [
  'notice',
  'title',
  'figure',
  'body',
  'button',
  'text',
  'camera',
  'album',
  'balance',
] as const
export const Part = z.enum(PARTS)
export type Part = z.infer<typeof Part>

/** The parts of each form, in the order in which they are read: a card, plain text, the buttons under an answer. */
export const FORMS = {
  card: ['notice', 'title', 'figure', 'body', 'button'],
  text: ['text'],
  buttons: ['camera', 'album', 'balance'],
} as const satisfies Record<string, readonly Part[]>

/** What a value may be of, by the type of its variable. Text is the same in every language, or given in each. */
interface ValueTypes {
  /** A whole number. */
  points: number
  /** A day as YYYY-MM-DD. */
  day: string
  text: string | Words
  /** Lines of their own, none of which need be there. */
  lines: readonly (string | Words)[]
}

interface VariableOf<T extends keyof ValueTypes> {
  type: T
  /** What it stands for, for whoever writes the words. */
  means: Words
  /** A message without it would keep from the person what it was sent for. */
  required?: true
  /** Text only: there may be none. */
  mayBeEmpty?: true
  /** The most signs of a text, or of a line; what is longer is cut. */
  longest?: number
  /** The most lines, what comes behind is left out; and how many there are in any case. */
  most?: number
  least?: number
  sample: ValueTypes[T]
}
export type Variable = { [T in keyof ValueTypes]: VariableOf<T> }[keyof ValueTypes]
export type Variables = Readonly<Record<string, Variable>>

/** What one message says in one language, by part; a variable stands as `{{name}}`. */
const Texts = z.partialRecord(Part, z.string().max(10_000))
export type PartTexts = z.infer<typeof Texts>

/** What one message says in each language. */
export const TemplateWords = z.strictObject({ ja: Texts, en: Texts })
export type TemplateWords = z.infer<typeof TemplateWords>

/** One kind of message: its words as the product has them, and what can stand in them. */
export interface Template<V extends Variables = Variables> {
  /** What it is called where an account words it anew. */
  name: Words
  form: keyof typeof FORMS
  variables: V
  words: TemplateWords
  /** Cards only: good news, still open, did not come to be, a prize. */
  look?: 'good' | 'open' | 'quiet' | 'prize'
  /** Whether the buttons for a photo stand under it. */
  asksForPhoto?: true
}

/** Values for these variables. */
export type ValuesFor<V extends Variables> = { [N in keyof V]: ValueTypes[V[N]['type']] }

/** Holds a template to its own variables. */
export const defineTemplate = <const V extends Variables>(template: Template<V>): Template<V> => template

/** Lists the parts that a template has words for. */
export const partsOf = ({ form }: Pick<Template, 'form'>): readonly Part[] => FORMS[form]

/** What LINE and the card bear, in UTF-16 units, or in signs as a person counts them (LINE counts labels so). */
export const PART_LIMITS: Readonly<
  Record<Part, { most: number; counts: 'units' | 'signs'; lines: boolean }>
> = {
  notice: { most: 1500, counts: 'units', lines: false },
  title: { most: 200, counts: 'units', lines: false },
  figure: { most: 120, counts: 'units', lines: false },
  body: { most: 5000, counts: 'units', lines: true },
  button: { most: 20, counts: 'signs', lines: false },
  text: { most: 5000, counts: 'units', lines: true },
  camera: { most: 20, counts: 'signs', lines: false },
  album: { most: 20, counts: 'signs', lines: false },
  balance: { most: 20, counts: 'signs', lines: false },
}

/** Parts that a card does without where nothing is in them. */
export const MAY_BE_EMPTY: readonly Part[] = ['figure', 'body']
