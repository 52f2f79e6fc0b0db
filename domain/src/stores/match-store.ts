import { z } from 'zod'
import { isMisread } from '../names/is-misread.ts'
import type { Reading } from '../receipts/reading.ts'
import { isCompanyLine, isWholePhone, phoneDigits, registrationDigits } from './shop-numbers.ts'
import {
  branchBeyond,
  isOtherBranch,
  LIKE_ENOUGH,
  likenessAlone,
  likenessInParts,
  looksLikeBranch,
} from './shop-name.ts'

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

/** How much liker than the next store the likest must be. */
const MARGIN = 0.05

/** A store with its numbers' digits. `ownPhones` ring in this shop alone: no company line, and no other store lists them. */
interface Known {
  store: StoreIdentity
  registrations: string[]
  phones: string[]
  ownPhones: string[]
}

/**
 * Finds the store that printed a receipt, or null where none of them did or the print does not tell which.
 *
 * A T-number is the company's: it leaves the stores that list it, and those that list none where nobody does. Among
 * them a shop's own phone decides, unless a branch is printed that is plainly another; then the name with its branch;
 * then the name alone, and the T-number or a phone that several share, for a store that stands for the whole chain. A
 * branch is never taken for a receipt that shows no more than its chain: that may be another branch's, listed or not.
 * T-numbers are compared as read: their check digit is the reader's business.
 */
export function matchStore(merchant: Merchant, stores: readonly StoreIdentity[]): StoreIdentity | null {
  const known = knowStores(stores)
  const number = registrationDigits(merchant.registrationNumber)
  const phone = wholePhone(merchant.phone)
  const byNumber = sift(known, number, (store) => store.registrations)
  const byPhone = siftByPhone(byNumber.left, phone)
  const owner = byPhone.left.find(({ ownPhones }) => phone !== null && ownPhones.includes(phone))
  if (owner && !isPrintedOtherwise(merchant, owner)) return owner.store
  // Its phone and another branch's name: the phone may be one that every shop of the chain prints.
  const left = owner ? byNumber.left.filter(({ ownPhones }) => ownPhones.length === 0) : byPhone.left
  const named = matchName(merchant, left)
  if (named || !(byNumber.agree || byPhone.agree)) return named
  const chains = left.filter((store) => standsForChain(store, merchant))
  return chains.length === 1 ? chains[0]!.store : null
}

/**
 * Tells whether numbers that were read for certain (`sure`) prove that none of these stores printed the receipt: each
 * of them has a phone of its own that differs by more than a misread digit, or is of another company. Where anything of
 * a store agrees with the print, or it lists nothing to compare, it is not told.
 */
export function isNoneOf(
  merchant: Merchant,
  stores: readonly StoreIdentity[],
  sure: { phone: boolean; registrationNumber: boolean },
): boolean {
  const phone = sure.phone ? wholePhone(merchant.phone) : null
  const number = sure.registrationNumber ? registrationDigits(merchant.registrationNumber) : null
  const known = knowStores(stores)
  const isShopLine = phone !== null && !isShared(phone, known)
  return known.every((store) => {
    if (phone !== null && store.phones.includes(phone)) return false
    const { ownPhones, registrations } = store
    const isOtherShop =
      isShopLine && ownPhones.length > 0 && !ownPhones.some((own) => own === phone || isMisread(own, phone!))
    const isOtherCompany = number !== null && registrations.length > 0 && !registrations.includes(number)
    return (isOtherShop && !isNamed(merchant, store)) || (isOtherCompany && !isOfChain(merchant, store))
  })
}

function knowStores(stores: readonly StoreIdentity[]): Known[] {
  const known = stores.map((store) => ({
    store,
    registrations: digitsOf(store.registrationNumbers, registrationDigits),
    phones: digitsOf(store.phones, wholePhone),
  }))
  const listings = new Map<string, number>()
  for (const { phones } of known)
    for (const phone of new Set(phones)) listings.set(phone, (listings.get(phone) ?? 0) + 1)
  const isOwn = (phone: string) => listings.get(phone) === 1 && !isCompanyLine(phone)
  return known.map((store) => ({ ...store, ownPhones: store.phones.filter(isOwn) }))
}

function digitsOf(printed: readonly string[], spell: (printed: string) => string | null): string[] {
  return printed.map(spell).filter((digits) => digits !== null)
}

function wholePhone(printed: string | null): string | null {
  const digits = phoneDigits(printed)
  return digits !== null && isWholePhone(digits) ? digits : null
}

function isShared(phone: string, known: readonly Known[]): boolean {
  return isCompanyLine(phone) || known.filter(({ phones }) => phones.includes(phone)).length > 1
}

/** The stores that list this number; where none does, those that list none and so may have it. */
function sift(
  known: readonly Known[],
  read: string | null,
  numbersOf: (store: Known) => string[],
): { left: readonly Known[]; agree: boolean } {
  if (read === null) return { left: known, agree: false }
  const listing = known.filter((store) => numbersOf(store).includes(read))
  if (listing.length > 0) return { left: listing, agree: true }
  return { left: known.filter((store) => numbersOf(store).length === 0), agree: false }
}

/** As `sift`; a company's line that nobody lists may stand on any shop's receipt, and rules nobody out. */
function siftByPhone(
  known: readonly Known[],
  phone: string | null,
): { left: readonly Known[]; agree: boolean } {
  const listed = sift(known, phone, ({ phones }) => phones)
  if (listed.agree || phone === null) return listed
  return isCompanyLine(phone)
    ? { left: known, agree: false }
    : sift(known, phone, ({ ownPhones }) => ownPhones)
}

/** The store of this name and branch, else the one that goes by the name alone: a chain. */
function matchName(merchant: Merchant, known: readonly Known[]): StoreIdentity | null {
  const { name, branch } = merchant
  if (!name) return null
  const inParts = branch ? pickLikest(known, (named) => likenessInParts(name, branch, named)) : null
  if (inParts) return inParts.store
  const alone = pickLikest(known, (named) => likenessAlone(name, named))
  return alone && !(branch && isBranch(alone, merchant)) ? alone.store : null
}

function pickLikest(known: readonly Known[], likeness: (named: string) => number): Known | null {
  const [best, next] = known
    .map((store) => ({ store, score: Math.max(...namesOf(store).map(likeness)) }))
    .toSorted((a, b) => b.score - a.score)
  if (!best || best.score < LIKE_ENOUGH) return null
  return next && best.score - next.score < MARGIN ? null : best.store
}

const namesOf = ({ store }: Known) => [store.name, ...store.names]

/** Whether a store is one branch by what is listed of it: a phone of its own, or a name that says more than the printed one. */
function isBranch(store: Known, { name }: Merchant): boolean {
  if (store.ownPhones.length > 0) return true
  return name !== null && namesOf(store).some((named) => branchBeyond(name, named) !== null)
}

function standsForChain(store: Known, merchant: Merchant): boolean {
  return !isBranch(store, merchant) && !namesOf(store).some(looksLikeBranch)
}

/** Whether a branch is printed that is plainly none of this store's names. */
function isPrintedOtherwise({ name, branch }: Merchant, store: Known): boolean {
  if (!name || !branch) return false
  const names = namesOf(store)
  return (
    !names.some((named) => likenessInParts(name, branch, named) >= LIKE_ENOUGH) &&
    names.some((named) => isOtherBranch(name, branch, named))
  )
}

/** Whether name and, where one is printed, branch are this store's. */
function isNamed({ name, branch }: Merchant, store: Known): boolean {
  if (!name) return false
  const likeness = (named: string) =>
    branch ? likenessInParts(name, branch, named) : likenessAlone(name, named)
  return namesOf(store).some((named) => likeness(named) >= LIKE_ENOUGH)
}

/** Whether the printed name is this store's, or its chain's: shops of one chain may be of several companies. */
function isOfChain(merchant: Merchant, store: Known): boolean {
  const { name } = merchant
  return (
    isNamed(merchant, store) ||
    (name !== null &&
      namesOf(store).some(
        (named) => likenessAlone(name, named) >= LIKE_ENOUGH || branchBeyond(name, named) !== null,
      ))
  )
}
