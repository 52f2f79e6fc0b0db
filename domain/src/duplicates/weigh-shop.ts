import { normaliseName, similarity } from '../names/normalise-name.ts'
import type { Reading } from '../receipts/reading.ts'
import { isCompanyLine, phoneDigits } from '../stores/shop-numbers.ts'
import type { Evidence } from './evidence.ts'
import { isMisread } from '../names/is-misread.ts'

type Merchant = Reading['merchant']

const ALIKE_AT = 0.75
const UNLIKE_BELOW = 0.5

/**
 * The telephone number is the branch's own unless it is a company's line, the registration number (with its check digit)
 * the company's; a name is asked where neither is known on both sides.
 */
export function weighShop(a: Merchant, b: Merchant): Evidence | null {
  const [phoneA, phoneB] = [phoneDigits(a.phone), phoneDigits(b.phone)]
  const company = bothOf(a.registrationNumber, b.registrationNumber)
  const sameLine = phoneA !== null && phoneA === phoneB && isCompanyLine(phoneA)
  const sameCompany = company ? company[0] === company[1] : sameLine || null
  if (phoneA && phoneB && !isCompanyLine(phoneA) && !isCompanyLine(phoneB)) {
    if (phoneA === phoneB) return { reason: 'same_shop', bits: 5 }
    if (isMisread(phoneA, phoneB) && sameCompany !== false) return { reason: 'shop_misread', bits: 3 }
    return sameCompany ? { reason: 'other_branch', bits: -8 } : { reason: 'other_shop', bits: -10 }
  }
  if (sameCompany === false) return { reason: 'other_shop', bits: -10 }
  const branch = likenessOf(a.branch, b.branch)
  if (sameCompany) return weighBranch(branch)
  const name = likenessOf(a.name, b.name)
  if (name === null) return null
  if (name < UNLIKE_BELOW) return { reason: 'other_shop', bits: -4 }
  return name < ALIKE_AT ? null : weighBranch(branch)
}

function weighBranch(branch: number | null): Evidence {
  if (branch !== null && branch >= ALIKE_AT) return { reason: 'same_shop', bits: 5 }
  if (branch !== null && branch < UNLIKE_BELOW) return { reason: 'other_branch', bits: -3 }
  return { reason: 'same_chain', bits: 2 }
}

function bothOf(a: string | null, b: string | null): [string, string] | null {
  return a && b ? [a, b] : null
}

function likenessOf(a: string | null, b: string | null): number | null {
  const both = bothOf(a && normaliseName(a), b && normaliseName(b))
  return both && similarity(...both)
}
