import { withAccount } from './with-account.ts'

/** `npm run migrate`: brings the configured database up to date. `npm start` does so by itself. */
await withAccount(async (_db, account, ran) =>
  ran.length > 0 ? `${account.name}: ran ${ran.join(', ')}` : `${account.name}: up to date`,
)
