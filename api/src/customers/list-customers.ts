import { customers, segments, type Page, type PageAsked, type staff } from '@tamaru/db'
import { ProblemError } from '@tamaru/domain'
import { toPageView } from '../http/paging.ts'
import type { Ports } from '../ports.ts'
import { toCustomerView } from './customer-view.ts'
import { freshenFacts } from './keep-facts.ts'

/** The people of the account, or of a segment of it, as a person of the staff may see them. */
export async function listCustomers(
  ports: Pick<Ports, 'db' | 'now'>,
  member: staff.Staff,
  { segment: id, order = 'joined' }: { segment?: string | undefined; order?: customers.CustomerOrder },
  asked: PageAsked,
) {
  const { db, now } = ports
  const { accountId } = member
  await freshenFacts(ports)
  const at = now()
  const segment = id === undefined ? null : await segments.find(db, accountId, id)
  if (segment === undefined) throw new ProblemError('not_found')
  const understood = segment && (await segments.understand(db, accountId, segment.rule, at, segment.id))
  const found: Page<customers.Customer> = await customers.list(
    db,
    accountId,
    { understood, order, now: at },
    asked,
  )
  return toPageView(found, (customer) => toCustomerView(member, customer))
}
