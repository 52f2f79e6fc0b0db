import { tellFault } from '@tamaru/domain'
import type { Words } from '../../api/problem.ts'
import { readAt } from './form-path.ts'

export interface Fault {
  /** "products.0.name"; "" for the whole. */
  path: string
  /** Nothing stands there yet. That is no mistake, only something still to do. */
  missing: boolean
  words: Words
}

/** What a schema of `domain` finds in something; its issues are zod's. */
interface Schema {
  safeParse(written: unknown): { success: boolean; error?: { issues: readonly object[] } }
}

/** As zod describes them, with what its kinds carry. */
interface Issue {
  code: string
  path: PropertyKey[]
  /** Of a fault that `domain` has found. */
  format?: string
  params?: unknown
  expected?: string
  origin?: string
  minimum?: number | bigint
  maximum?: number | bigint
  inclusive?: boolean
  errors?: Issue[][]
}

/** Everything that keeps `written` from being what `schema` wants, in words for whoever writes it. */
export function findFaults(schema: Schema, written: unknown): Fault[] {
  const issues = (schema.safeParse(written).error?.issues ?? []) as unknown as Issue[]
  return issues.flatMap((issue) => unfold(issue)).map((issue) => toFault(issue, written))
}

/** Of the ways in which something may be written, the one that is nearest to what is written there. */
function unfold(issue: Issue): Issue[] {
  if (issue.code !== 'invalid_union' || !issue.errors?.length) return [issue]
  const [nearest] = issue.errors.toSorted((a, b) => a.length - b.length)
  return nearest!.flatMap((inner) => unfold({ ...inner, path: [...issue.path, ...inner.path] }))
}

function toFault(issue: Issue, written: unknown): Fault {
  const path = issue.path.map(String).join('.')
  const value = path === '' ? written : readAt(written, path)
  const missing = value === undefined || value === null || value === ''
  return { path, missing, words: missing ? MISSING : wordsOf(issue) }
}

const MISSING: Words = { ja: '入力してください', en: 'Still to be filled in' }

/** Both languages group by commas. */
const grouped = new Intl.NumberFormat('en-US')

function wordsOf(issue: Issue): Words {
  const most = grouped.format(issue.maximum ?? 0)
  switch (issue.code) {
    case 'too_small':
      return tooSmall(issue)
    case 'too_big':
      return issue.origin === 'string'
        ? { ja: `${most}文字までにしてください`, en: `At most ${most} characters` }
        : { ja: `${most}以下にしてください`, en: `At most ${most}` }
    case 'invalid_type':
      return issue.expected === 'int'
        ? { ja: '整数で入力してください', en: 'A whole number, please' }
        : { ja: '正しい値を入力してください', en: 'This is not what belongs here' }
    default:
      return tellFault(issue) ?? { ja: '正しい値を入力してください', en: 'This is not what belongs here' }
  }
}

function tooSmall({ origin, minimum = 0, inclusive = true }: Issue): Words {
  const least = inclusive ? Number(minimum) : Number(minimum) + 1
  if (origin === 'array') return { ja: `${least}つ以上必要です`, en: `At least ${least} needed` }
  if (origin === 'string') return MISSING
  return { ja: `${grouped.format(least)}以上にしてください`, en: `At least ${grouped.format(least)}` }
}
