import { z } from 'zod'

/**
 * How a person and a member number of the brand's came together: by LINE's account link with a nonce, by a login with LINE on the
 * brand's own site, or as somebody else had linked them.
 */
export const LINK_SOURCES = ['account_link', 'line_login', 'import'] as const
export const LinkSource = z.enum(LINK_SOURCES)
export type LinkSource = z.infer<typeof LinkSource>

/** Who ended it. */
export const LINK_ENDERS = ['person', 'staff', 'shop'] as const
export const LinkEnder = z.enum(LINK_ENDERS)
export type LinkEnder = z.infer<typeof LinkEnder>

/** Why a claim is refused: somebody else has the number, or the person another one. */
export const CLAIM_REFUSALS = ['number_taken', 'person_linked'] as const
export const ClaimRefusal = z.enum(CLAIM_REFUSALS)
export type ClaimRefusal = z.infer<typeof ClaimRefusal>

export const LINK_SOURCE_NAMES: Readonly<Record<LinkSource, { ja: string; en: string }>> = {
  account_link: { ja: 'ミニアプリから', en: 'From the mini-app' },
  line_login: { ja: '会員サイトのLINEログイン', en: 'Login with LINE on the member site' },
  import: { ja: '取り込み', en: 'Taken in' },
}
export const LINK_ENDER_NAMES: Readonly<Record<LinkEnder, { ja: string; en: string }>> = {
  person: { ja: '本人', en: 'the person' },
  staff: { ja: 'スタッフ', en: 'staff' },
  shop: { ja: '会員サイト', en: 'the member site' },
}

/** From when the brand's site says who its member is until LINE brings it back. LINE's own link token lives as long. */
export const NONCE_LIVES_MS = 10 * 60_000

/** Tells whether a nonce still counts. */
export const nonceLives = (madeAt: Date, now: Date): boolean =>
  now.getTime() < madeAt.getTime() + NONCE_LIVES_MS

/**
 * Judges a claim of a person to a number, by the links that stand: one to one, and who has it keeps it until it is ended. Numbers
 * are compared as they are handed in.
 */
export function judgeClaim(
  { shopperId, number }: { shopperId: string; number: string },
  standing: { ownNumber: string | null; holderId: string | null },
): 'new' | 'same' | ClaimRefusal {
  if (standing.holderId === shopperId) return 'same'
  if (standing.holderId !== null) return 'number_taken'
  if (standing.ownNumber !== null && standing.ownNumber !== number) return 'person_linked'
  return 'new'
}
