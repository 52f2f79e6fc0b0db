import { consents } from '@tamaru/db'
import { OfferRules } from '@tamaru/domain'
import { readFile } from 'node:fs/promises'
import { setOffers } from '../api/src/offers/set-offers.ts'
import { withAccount } from './with-account.ts'

const USAGE = `npm run set-offers -- offers.json
an example is docs/offers.example.json`

/** `npm run set-offers -- offers.json`: these are the offers from now on, each by its name. An empty list ends them all. */
await withAccount(async (db, account) => {
  const [file] = process.argv.slice(2)
  if (!file) throw new Error(USAGE)
  const { data: rules, error } = OfferRules.safeParse(JSON.parse(await readFile(file, 'utf8')))
  if (!rules) {
    const faults = error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`)
    throw new Error(`${file} has ${faults.length} fault(s):\n${faults.join('\n')}`)
  }
  await setOffers({ db, now: () => new Date() }, account.id, rules)
  const { agreedToOffers, reached } = await consents.countOffersByPurchases(db, account.id)
  const whom = `${reached} of the ${agreedToOffers} who agreed to offers agreed to being chosen by what they buy; the other ${agreedToOffers - reached} get none of these`
  return `${rules.length} offer(s) are made for ${account.name}${rules.map(({ name }) => `\n  ${name}`).join('')}\n${whom}`
})
