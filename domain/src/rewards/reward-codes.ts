const DIGITS = 15
const CODE_MAX_LENGTH = 100

/**
 * Makes a code of our own for the till: 15 random digits and one that checks them (Luhn, ISO/IEC 7812-1), so that a
 * mistyped code is known as such. Sixteen digits make a short CODE 128-C. `random` is 64 bits that nobody can foresee.
 */
export function makeTillCode(random: bigint): string {
  const digits = (random % 10n ** BigInt(DIGITS)).toString().padStart(DIGITS, '0')
  return digits + checkDigit(digits)
}

/** Tells whether somebody may have typed or scanned a code of ours: sixteen digits of which the last checks the others. */
export function isTillCode(code: string): boolean {
  return /^\d{16}$/.test(code) && checkDigit(code.slice(0, DIGITS)) === code.at(-1)
}

function checkDigit(digits: string): string {
  const sum = [...digits].reverse().reduce((total, digit, i) => {
    const weighed = Number(digit) * (i % 2 === 0 ? 2 : 1)
    return total + (weighed > 9 ? weighed - 9 : weighed)
  }, 0)
  return String((10 - (sum % 10)) % 10)
}

export interface ParsedCodes {
  /** Each code once, in the order of the file. */
  codes: string[]
  /** Codes that stand in the file more than once. */
  repeated: string[]
  /** Lines, counted from 1, that hold no code that could be handed out. */
  badLines: number[]
}

/**
 * Codes from a text or CSV file: one a line, the first column where there are several. A heading ("code", コード) and
 * empty lines are passed over.
 */
export function parseCodes(text: string): ParsedCodes {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)
  const codes = new Set<string>()
  const repeated = new Set<string>()
  const badLines: number[] = []
  lines.forEach((line, i) => {
    const code = firstColumn(line).trim()
    if (line.trim() === '' || (i === 0 && /^(code|codes|コード)$/i.test(code))) return
    if (!/^[\x21-\x7e]+$/.test(code) || code.length > CODE_MAX_LENGTH) badLines.push(i + 1)
    else if (codes.has(code)) repeated.add(code)
    else codes.add(code)
  })
  return { codes: [...codes], repeated: [...repeated], badLines }
}

/** RFC 4180: a column in quotes may hold commas, and doubled quotes. */
function firstColumn(line: string): string {
  const quoted = /^\s*"((?:[^"]|"")*)"/.exec(line)
  return quoted ? quoted[1]!.replaceAll('""', '"') : (line.split(/[,\t;]/)[0] ?? '')
}
