import { z } from 'zod'
import { normaliseName, similarity } from './normalise-name.ts'
import type { Reading } from './reading.ts'

/**
 * By what a receipt's shop is known: one branch (its own phone, or "chain branch" as a name) or a whole chain (T-number
 * or name alone). Numbers are compared by their digits, names by likeness; `name` is how people call it and counts as one
 * of its names.
 */
export const StoreIdentity = z.object({
  id: z.string(),
  name: z.string().min(1),
  registrationNumbers: z.array(z.string()).default([]),
  phones: z.array(z.string()).default([]),
  names: z.array(z.string()).default([]),
})
export type StoreIdentity = z.infer<typeof StoreIdentity>

type Merchant = Reading['merchant']

/** A name of seven letters with one of them read as its lookalike still passes; another branch's name does not. */
const LIKE_ENOUGH = 0.9
/** How much liker than the next store the likest must be. */
const MARGIN = 0.05

/**
 * The store that printed a receipt, or null where none of them did or the print does not tell which. The T-number
 * decides; among the stores that share it, or where it tells nothing, the phone; else the name with its branch. A store
 * whose own number differs from the one that was read is out, however like its name is. T-numbers are compared as read:
 * their check digit is the reader's business.
 */
export function matchStore(merchant: Merchant, stores: readonly StoreIdentity[]): StoreIdentity | null {
  const number = registrationDigits(merchant.registrationNumber)
  const byNumber = sift(stores, number, (store) => store.registrationNumbers.map(registrationDigits))
  const phone = phoneDigits(merchant.phone)
  const byPhone = sift(byNumber.left, phone, (store) => store.phones.map(phoneDigits))
  const isKnown = byNumber.agree || byPhone.agree
  if (isKnown && byPhone.left.length === 1) return byPhone.left[0]!
  return matchName(merchant, byPhone.left)
}

/** The stores that list this number; where none does, those that list none and so may have it. */
function sift(
  stores: readonly StoreIdentity[],
  read: string | null,
  numbersOf: (store: StoreIdentity) => (string | null)[],
): { left: readonly StoreIdentity[]; agree: boolean } {
  if (read === null) return { left: stores, agree: false }
  const listing = stores.filter((store) => numbersOf(store).includes(read))
  if (listing.length > 0) return { left: listing, agree: true }
  return { left: stores.filter((store) => numbersOf(store).length === 0), agree: false }
}

/** The store of this name and branch, else the one that goes by the name alone: a chain. */
function matchName({ name, branch }: Merchant, stores: readonly StoreIdentity[]): StoreIdentity | null {
  if (!name) return null
  const inParts = (named: string) => likenessInParts(spell(name), withoutShop(spell(branch!)), named)
  const alone = (named: string) => similarity(withoutShop(spell(name)), named)
  return (branch ? pickLikest(stores, inParts) : null) ?? pickLikest(stores, alone)
}

function pickLikest(
  stores: readonly StoreIdentity[],
  likeness: (named: string) => number,
): StoreIdentity | null {
  const [best, next] = stores
    .map((store) => ({
      store,
      score: Math.max(...[store.name, ...store.names].map((n) => likeness(withoutShop(spell(n))))),
    }))
    .toSorted((a, b) => b.score - a.score)
  if (!best || best.score < LIKE_ENOUGH) return null
  return next && best.score - next.score < MARGIN ? null : best.store
}

/** Chain and branch each for itself, at the best cut of the store's name: two branches of a long name are not alike. */
function likenessInParts(chain: string, branch: string, named: string): number {
  const cuts = Array.from({ length: named.length + 1 }, (_, at) =>
    Math.min(similarity(chain, named.slice(0, at)), similarity(branch, named.slice(at))),
  )
  return Math.max(...cuts)
}

function spell(name: string): string {
  return normaliseName(name).replaceAll('ヶ', 'ケ')
}

/** "月ヶ丘店", "月ヶ丘": the last letter says only that it is a shop. */
function withoutShop(spelled: string): string {
  return spelled.replace(/店$/, '')
}

function registrationDigits(printed: string | null): string | null {
  const digits = digitsOf(printed)
  return digits.length === 13 ? digits : null
}

/** Domestic digits with their leading 0; null for what is too short to be a whole number. */
function phoneDigits(printed: string | null): string | null {
  const digits = digitsOf(printed)
  const domestic = printed?.normalize('NFKC').includes('+81')
    ? `0${digits.slice(2).replace(/^0/, '')}`
    : digits
  return domestic.length >= 10 ? domestic : null
}

function digitsOf(printed: string | null): string {
  return printed?.normalize('NFKC').replace(/\D/g, '') ?? ''
}
