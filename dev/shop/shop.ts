import { serve } from '@hono/node-server'
import { createLineLogin } from './line-login.ts'
import { createShop } from './shop-app.ts'
import { createTamaru } from './tamaru.ts'

/** Starts the demo's sample shop: a brand's own member site. It is for trying and for reading, and nothing of the product. */
const { PORT, SHOP_API_URL, SHOP_KEY, SHOP_LINE_URL, SHOP_CHANNEL_ID, SHOP_CHANNEL_SECRET } =
  process.env as Record<string, string>
const shop = createShop({
  tamaru: createTamaru({ apiUrl: SHOP_API_URL!, key: SHOP_KEY! }),
  line: createLineLogin({
    ...{ pagesUrl: SHOP_LINE_URL!, apiUrl: SHOP_LINE_URL! },
    ...{ channelId: SHOP_CHANNEL_ID!, channelSecret: SHOP_CHANNEL_SECRET! },
    redirectUri: `http://localhost:${PORT}/callback`,
  }),
})
serve({ fetch: shop.fetch, port: Number(PORT), hostname: '127.0.0.1' }, () =>
  console.log(`listens on ${PORT}`),
)
