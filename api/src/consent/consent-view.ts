import { AskedPurpose } from '@tamaru/domain'
import { z } from 'zod'

const InBoth = z.object({ ja: z.string(), en: z.string() })

/** What a person is asked about, with the words that an answer is an answer to. */
export const ConsentsView = z.object({
  /** The versions to send back with a yes: of the words, and of the account's notice (null: none is published). */
  wording: z.int(),
  noticeVersion: z.int().nullable(),
  purposes: z.array(
    z.object({
      purpose: AskedPurpose,
      title: InBoth,
      text: InBoth,
      /** Whether it stands: by the person's yes, or by their being a friend where the account lets that count. */
      given: z.boolean(),
    }),
  ),
  /** All that the person ever said, the newest first, under the words of then. */
  history: z.array(
    z.object({
      purpose: AskedPurpose,
      title: InBoth,
      given: z.boolean(),
      wording: z.int(),
      noticeVersion: z.int().nullable(),
      at: z.iso.datetime(),
    }),
  ),
})
export type ConsentsView = z.infer<typeof ConsentsView>

/** An answer, with the versions that the person had before their eyes. */
export const ConsentAnswer = z.object({
  given: z.boolean(),
  wording: z.int(),
  noticeVersion: z.int().nullable(),
})
export type ConsentAnswer = z.infer<typeof ConsentAnswer>
