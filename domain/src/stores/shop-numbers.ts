/**
 * Returns the digits of a Japanese telephone number however it is printed or typed: full-width, with brackets, hyphens
 * or spaces, or with +81 for its leading 0. Null where there is no digit. The one spelling in which telephone numbers
 * are compared.
 */
export function phoneDigits(printed: string | null): string | null {
  const domestic = printed?.normalize('NFKC').replace(/\+81\D*0?/, '0')
  return domestic?.replace(/\D/g, '') || null
}

/**
 * Tells whether a telephone number is whole, with its area: ten digits, or eleven for mobile and IP telephones. Half a
 * one tells no shop.
 */
export function isWholePhone(digits: string): boolean {
  return digits.length >= 10
}

/**
 * Tells whether it is a number that a company has for all of its shops: free-phone (0120, 0800) and navi-dial (0570),
 * by the numbering plan of the Ministry of Internal Affairs and Communications. Such a one tells the chain, not the
 * shop.
 */
export function isCompanyLine(digits: string): boolean {
  return /^(0120|0800|0570)/.test(digits)
}

/** Returns the 13 digits of a registration number of the invoice system; null where they are not all there. */
export function registrationDigits(printed: string | null): string | null {
  const digits = printed?.normalize('NFKC').replace(/\D/g, '') ?? ''
  return digits.length === 13 ? digits : null
}
