/** Where somebody can be reached outside LINE, and by which number the brand knows them. */
export const CONTACT_KINDS = ['email', 'phone', 'member'] as const
export type ContactKind = (typeof CONTACT_KINDS)[number]

export const CONTACT_NAMES: Readonly<Record<ContactKind, { ja: string; en: string }>> = {
  email: { ja: 'メールアドレス', en: 'E-mail address' },
  phone: { ja: '電話番号', en: 'Phone number' },
  member: { ja: '会員番号', en: 'Member number' },
}

/** Whatever people write between the digits of a number; NFKC has made half of them one already. */
const BETWEEN_DIGITS = /[\s().・/‐‑‒–—―−ー\u30fc-]/g
const EMAIL = /^[^\s@,;:<>"()]{1,64}@[a-z0-9-]+(\.[a-z0-9-]+)+$/
const MOST_SIGNS = 254

/**
 * Writes a contact as it is compared: NFKC, lower case; a phone number as E.164, Japanese where no country is said. Undefined
 * where it is none.
 */
export function normaliseContact(kind: ContactKind, written: string): string | undefined {
  const text = written.normalize('NFKC').trim().toLowerCase()
  if (text === '' || text.length > MOST_SIGNS) return undefined
  if (kind === 'phone') return normalisePhone(text)
  if (kind === 'email') return EMAIL.test(text) ? text : undefined
  const number = text.replace(BETWEEN_DIGITS, '')
  return /^[\p{L}\p{N}_]{1,64}$/u.test(number) ? number : undefined
}

function normalisePhone(text: string): string | undefined {
  // 「+81 (0)90-…」 says the nought that stands only within the country.
  const digits = text.replace(/^(\+|00)81[\s-]*\(0\)/, '+81').replace(BETWEEN_DIGITS, '')
  if (!/^\+?\d+$/.test(digits)) return undefined
  const abroad = digits.replace(/^(010|00)(?=[1-9])/, '+')
  if (abroad.startsWith('+') && !abroad.startsWith('+81'))
    return /^\+[1-9]\d{7,14}$/.test(abroad) ? abroad : undefined
  const within = abroad.startsWith('+81')
    ? abroad.slice(3)
    : /^81\d{9,10}$/.test(abroad)
      ? abroad.slice(2)
      : abroad
  // A spreadsheet takes the first nought of a number away.
  const national = within.replace(/^0/, '')
  const isMobile = /^[5789]0\d{8}$/.test(national)
  const isFixed = /^(?![5789]0)[1-9]\d{8}$/.test(national)
  return isMobile || isFixed ? `+81${national}` : undefined
}
