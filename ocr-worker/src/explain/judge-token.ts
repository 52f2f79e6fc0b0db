import { isAgreed, isSure, sureTokens } from '../read-receipt/recognise/number-token.ts'
import type { ReadRow, Token } from '../read-receipt/recognise/read-row.ts'
import type { Name } from './words.ts'

/** What became of a number that the second reader saw. */
export type Verdict = 'agreed' | 'preferred' | 'overruled' | 'unsure'

export const SIGNS: Record<Verdict, string> = { agreed: '=', preferred: '≠', overruled: '×', unsure: '?' }

export const VERDICTS: Record<Verdict, Name> = {
  agreed: ['行の読みと一致', 'agrees with the line reader'],
  preferred: ['違い、こちらを採る', 'differs and is preferred'],
  overruled: ['違い、採らない', 'differs and is passed over'],
  unsure: ['自信なし、候補として', 'unsure: a candidate only'],
}

export function judgeToken(row: ReadRow, token: Token): Verdict {
  if (isAgreed(row, token)) return 'agreed'
  if (!isSure(token)) return 'unsure'
  return sureTokens(row).includes(token) ? 'preferred' : 'overruled'
}
