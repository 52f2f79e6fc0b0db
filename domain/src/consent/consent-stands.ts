import { ASKED_PURPOSES, type AskedPurpose, type ConsentPolicy } from './consent-purpose.ts'
import { wordingCovers } from './consent-wordings.ts'

/** What a person said last about a purpose, and to which version of its words. */
export interface LastSaid {
  given: boolean
  wording: number
}

/** By purpose; what nobody was asked about is not in it. */
export type SaidByPurpose = Readonly<Partial<Record<AskedPurpose, LastSaid>>>

/** A person's consents in the account that they were given to. */
export interface PersonConsents {
  said: SaidByPurpose
  policy: ConsentPolicy
  /** Whether the person has added the account; null: not known, which is no ground. */
  isFriend: boolean | null
}

/**
 * Tells whether a person's consent to a purpose stands. A no always counts. A yes counts where its words spoke of the
 * purpose. Of who has said neither, friends agree where the account lets friendship count; anything else is no.
 */
export function consentStands(purpose: AskedPurpose, { said, policy, isFriend }: PersonConsents): boolean {
  const last = said[purpose]
  if (last && !last.given) return false
  if (last && wordingCovers(last.wording, purpose)) return true
  return policy[purpose].ground === 'friendship' && isFriend === true
}

/** Lists the purposes that a person has agreed to by their own word, in words that spoke of them. */
export const purposesAgreedTo = (said: SaidByPurpose): AskedPurpose[] =>
  ASKED_PURPOSES.filter((purpose) => {
    const last = said[purpose]
    return last?.given === true && wordingCovers(last.wording, purpose)
  })
