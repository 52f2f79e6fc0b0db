import path from 'node:path'
import { choosePort } from './choose-port.ts'
import { DEMO_CONTACT_KEY, DEMO_LINE, DEMO_MEMBER_SITE_KEY } from './demo-line.ts'
import { isDemo as answersForLine } from './is-demo.ts'
import { keptFolder } from './kept-folder.ts'

export interface StartPlan {
  env: NodeJS.ProcessEnv
  /** A stand-in answers for LINE, so invented shoppers harm nobody. */
  isDemo: boolean
  /** Undefined where a real LINE channel, or another stand-in, is configured. */
  sandboxUrl: string | undefined
  sandboxEnv: NodeJS.ProcessEnv
  /** The sample shop whose members can be linked. Undefined where another member site is configured, or none. */
  shopUrl: string | undefined
  shopEnv: NodeJS.ProcessEnv
  /** Where the demo's clock is moved. Undefined with a real LINE channel, whose clock nobody moves. */
  clockPort: number | undefined
}

const LINE_NAMES = Object.keys(DEMO_LINE)

/**
 * What to run with what. Without any LINE setting the demo's sandbox stands in for LINE; with a stand-in of one's own
 * (LINE_API_URL on this machine) the demo's channel fills in what is not set; with a real channel nothing is filled in.
 */
export async function planStart(given: NodeJS.ProcessEnv): Promise<StartPlan> {
  const set = (name: string) => (given[name] ?? '') !== ''
  const isSandbox = !set('LINE_API_URL') && !LINE_NAMES.some(set)
  const isDemo = answersForLine(given)
  const port = await choosePort(Number(given.PORT || 3000), { insist: set('PORT'), purpose: 'the API' })
  const sandboxPort = isSandbox
    ? await choosePort(3100, { insist: false, purpose: 'the LINE sandbox' })
    : undefined
  const sandboxUrl = sandboxPort && `http://localhost:${sandboxPort}`
  const clockPort = isDemo
    ? await choosePort(3200, { insist: false, purpose: "the demo's clock" })
    : undefined

  const hasShop = isSandbox && !set('MEMBER_SITE_URL')
  const shopPort = hasShop ? await choosePort(3300, { insist: false, purpose: 'the sample shop' }) : undefined
  const shopUrl = shopPort && `http://localhost:${shopPort}`

  const defaults: NodeJS.ProcessEnv = {
    PORT: String(port),
    PUBLIC_URL: `http://localhost:${port}`,
    PHOTO_STORE: path.join(keptFolder(), 'photos'),
    ...(isDemo ? { ...DEMO_LINE, CONTACT_KEY: DEMO_CONTACT_KEY } : {}),
    ...(sandboxUrl ? { LINE_API_URL: sandboxUrl } : {}),
    ...(shopUrl ? { MEMBER_SITE_URL: `${shopUrl}/line`, MEMBER_SITE_KEYS: DEMO_MEMBER_SITE_KEY } : {}),
  }
  const env: NodeJS.ProcessEnv = {
    ...defaults,
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== '')),
    PORT: String(port),
  }
  if (isDemo) env.LINE_DATA_API_URL ??= env.LINE_API_URL
  return {
    env,
    isDemo,
    sandboxUrl: sandboxUrl || undefined,
    clockPort,
    shopUrl: shopUrl || undefined,
    shopEnv: {
      ...env,
      PORT: String(shopPort),
      SHOP_API_URL: `http://127.0.0.1:${port}`,
      SHOP_KEY: env.MEMBER_SITE_KEYS,
      SHOP_LINE_URL: sandboxUrl || undefined,
      SHOP_CHANNEL_ID: env.LINE_LOGIN_CHANNEL_ID,
      SHOP_CHANNEL_SECRET: env.LINE_LOGIN_CHANNEL_SECRET,
    },
    sandboxEnv: {
      ...env,
      PORT: String(sandboxPort),
      APP_URL: env.PUBLIC_URL,
      SANDBOX_STATE_FILE: path.join(keptFolder(), 'line-sandbox.json'),
      SANDBOX_ACCOUNT_NAME: env.ACCOUNT_NAME ?? 'ミナト食品',
      SANDBOX_CLOCK_URL: `http://localhost:${clockPort}`,
    },
  }
}
