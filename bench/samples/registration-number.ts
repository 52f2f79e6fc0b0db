/**
 * The invoice system's number: T, a check digit and twelve digits.
 * Check digit = 9 − (Σ digit × weight mod 9), weights 1, 2, 1, 2 … from the right
 * (商業登記規則, the corporate number's check digit, which T numbers of companies take over).
 */
export function registrationNumber(twelveDigits: string): string {
  return `T${checkDigit(twelveDigits)}${twelveDigits}`
}

export function isRegistrationNumber(text: string): boolean {
  return /^T\d{13}$/.test(text) && Number(text[1]) === checkDigit(text.slice(2))
}

function checkDigit(twelveDigits: string): number {
  const sum = [...twelveDigits]
    .reverse()
    .reduce((total, digit, i) => total + Number(digit) * (i % 2 === 0 ? 1 : 2), 0)
  return 9 - (sum % 9)
}
