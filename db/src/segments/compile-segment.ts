import {
  looksAtPurchases,
  partsOfRule,
  tokyoDate,
  type Condition,
  type Rule,
  type Understood,
} from '@tamaru/domain'
import type { Sql } from '../open-db.ts'
import { compileCondition, type Asked, type Fragment, type Source } from './compile-condition.ts'

/** What a query needs to ask whom a rule means: tables beside `person_fact f`, and the condition. */
export interface CompiledSegment {
  joins: Fragment
  where: Fragment
}

/**
 * Compiles a rule, as it is asked at an instant, to parts of one SQL statement: whoever counts, lists or looks at one person
 * adds nothing but that, so that they cannot differ. The conditions look at columns of `f`, at rows of the person's, and at
 * subqueries that are joined to it by person, each of which the planner narrows to one person where one is asked about. A rule
 * with faults means nobody.
 */
export function compileSegment(
  sql: Sql,
  accountId: string,
  understood: Understood,
  now: Date,
): CompiledSegment {
  const { joins, wheres } = compileSegments(sql, accountId, [understood], now)
  return { joins, where: wheres[0]! }
}

/** As `compileSegment`, of several rules that are asked of the same people in one statement. */
export function compileSegments(
  sql: Sql,
  accountId: string,
  rules: readonly Understood[],
  now: Date,
): { joins: Fragment; wheres: Fragment[] } {
  const sources: Fragment[] = []
  const source: Source = (query) => {
    const alias: Fragment = sql`${sql(`s${sources.length}`)}`
    sources.push(sql`left join (${query}) ${alias} on ${alias}.shopper_id = f.shopper_id`)
    return alias
  }
  const today = tokyoDate(now)
  const wheres = rules.map((understood) => whereOf({ sql, accountId, today, source }, understood))
  return { joins: sources.reduce<Fragment>((before, each) => sql`${before} ${each}`, sql``), wheres }
}

function whereOf(
  given: Pick<Asked, 'sql' | 'accountId' | 'today' | 'source'>,
  understood: Understood,
): Fragment {
  const { sql } = given
  if (!('rule' in understood)) return sql`false`
  const { segments, known, rule } = understood
  const asked: Asked = { ...given, known, isIn: (id) => meant(segments.get(id)!) }

  function meant(part: Rule): Fragment {
    const inner = compile(part)
    return looksAtPurchases(part, segments) ? sql`(f.analysis and ${inner})` : inner
  }
  function compile(part: Rule): Fragment {
    const node = partsOfRule(part)
    if (!node) return sql`coalesce(${compileCondition(part as Condition, asked)}, false)`
    const between = node.join === 'all' ? sql` and ` : sql` or `
    const joined = node.parts.map(compile).reduce((before, each) => sql`${before}${between}${each}`)
    return node.join === 'none' ? sql`(not (${joined}))` : sql`(${joined})`
  }
  return meant(rule)
}
