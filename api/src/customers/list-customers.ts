import { customers, segments, type PageAsked, type staff } from '@tamaru/db'
import { ProblemError, type Understood } from '@tamaru/domain'
import { toPageView } from '../http/paging.ts'
import type { Ports } from '../ports.ts'
import { toCustomerView, type Whom } from './customer-view.ts'
import { freshenFacts } from './keep-facts.ts'

type Given = Pick<Ports, 'db' | 'now'>
/** Newcomers are those of so many days. */
const NEW_DAYS = 7

/** The people of the account, or of a segment or rule of it, as a person of the staff may see them. */
export async function listCustomers(
  ports: Given,
  member: staff.Staff,
  { order, ...whom }: Whom & { order: customers.CustomerOrder },
  asked: PageAsked,
) {
  const found = await customers.list(ports.db, member, { order, ...(await ask(ports, member, whom)) }, asked)
  return toPageView(found, (customer) => toCustomerView(member, customer))
}

/** Counts them at this moment. */
export async function countCustomers(ports: Given, member: staff.Staff, whom: Whom) {
  const asked = await ask(ports, member, whom)
  const counted = await customers.count(ports.db, member, asked, NEW_DAYS)
  return { ...counted, computedAt: asked.now.toISOString() }
}

/** Brings facts up to date and understands who is meant. Refuses a segment that is not there; what has faults means nobody. */
export async function ask(
  ports: Given,
  { accountId }: staff.Staff,
  { segment: id, rule }: Whom,
): Promise<customers.Asked> {
  await freshenFacts(ports)
  const now = ports.now()
  const segment = id === undefined ? undefined : await segments.find(ports.db, accountId, id)
  if (id !== undefined && !segment) throw new ProblemError('not_found')
  const read = (written: unknown, segmentId?: string): Promise<Understood> =>
    segments.understand(ports.db, accountId, written, now, segmentId)
  if (segment && !rule) return { understood: await read(segment.rule, id), now }
  if (!rule) return { understood: null, now }
  const written = segment ? { all: [rule, { kind: 'segment', segment: segment.id }] } : rule
  return { understood: await read(written), now }
}
