import { z } from 'zod'
import { AskedPurpose, PURPOSE_NAMES } from '../../consent/consent-purpose.ts'
import { conditionKind } from '../condition-kind.ts'

/** Has said yes to a purpose, in words that spoke of it; or has not, by a no or by silence. */
export const consent = conditionKind({
  kind: 'consent',
  name: { ja: '同意', en: 'Consent' },
  schema: z.strictObject({ kind: z.literal('consent'), purpose: AskedPurpose, is: z.boolean() }),
  readsPurchases: false,
  refersTo: () => [],
  words: ({ purpose, is }) => ({
    ja: `「${PURPOSE_NAMES[purpose].ja}」に同意して${is ? 'いる' : 'いない'}`,
    en: `has ${is ? '' : 'not '}agreed to “${PURPOSE_NAMES[purpose].en}”`,
  }),
  matches: ({ purpose, is }, { consents }) => consents.includes(purpose) === is,
  shows: ({ purpose }, { consents }) => ({ agreed: consents.includes(purpose) }),
})
