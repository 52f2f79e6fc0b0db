import {
  consentStands,
  MESSAGE_NEEDS,
  MESSAGE_PURPOSES,
  type MessagePurpose,
  type PersonConsents,
} from '@tamaru/domain'

/** Lists the kinds of message that a person's consents let through. */
export function purposesFor(consents: PersonConsents): MessagePurpose[] {
  return MESSAGE_PURPOSES.filter((purpose) =>
    MESSAGE_NEEDS[purpose].every((needed) => consentStands(needed, consents)),
  )
}
