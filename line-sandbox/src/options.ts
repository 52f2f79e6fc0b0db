/** What one sandbox is started with. Every value has a default that the product's own sandbox mode shares. */
export type SandboxOptions = {
  /** 0 picks a free port (tests). */
  port: number
  /** The address it listens on; 0.0.0.0 inside a container. */
  host: string
  /** The origin that browsers reach it at, where that is not http://localhost:PORT. */
  publicUrl?: string
  /** Origin of the product: LIFF endpoint URLs stand under it, webhooks go to it. No trailing slash. */
  appUrl: string
  /** Where webhooks are posted; `PUT /v2/bot/channel/webhook/endpoint` changes it. */
  webhookUrl: string
  loginChannelId: string
  loginChannelSecret: string
  liffId: string
  staffLiffId: string
  messagingChannelId: string
  channelSecret: string
  channelAccessToken: string
  accountName: string
  /** A JSON file that the chat, the keys and the tokens survive a restart in. */
  stateFile?: string
  /** Where the demo's clock is told and moved, see control/clock-routes.ts. Absent: nobody moves it. */
  clockUrl?: string
  /** A folder of JPEG photos for the phone's camera roll. Absent or empty: the roll says so. */
  samplesDir?: string
  /** Waiting times in milliseconds before a webhook that was not answered with 2xx is sent again. */
  redeliveryDelaysMs: number[]
}

type Env = Record<string, string | undefined>

/** Reads the options from the environment, or throws one error that names every fault. */
export function readOptions(env: Env): SandboxOptions {
  const faults: string[] = []
  const appUrl = (env.APP_URL ?? 'http://localhost:3000').replace(/\/+$/, '')
  if (!/^https?:\/\/[^/]+$/.test(appUrl))
    faults.push(`APP_URL must be an origin such as http://localhost:3000, not ${appUrl}`)
  const port = Number(env.PORT ?? 3100)
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    faults.push(`PORT must be a port number, not ${env.PORT}`)
  const loginChannelId = env.LINE_LOGIN_CHANNEL_ID ?? '2000000001'
  const liffId = env.LINE_LIFF_ID ?? `${loginChannelId}-tamaruAP`
  const staffLiffId = env.LINE_STAFF_LIFF_ID ?? `${loginChannelId}-tamaruST`
  for (const id of [liffId, staffLiffId]) {
    // The LIFF SDK itself takes the part before the hyphen for the channel ID.
    if (!id.startsWith(`${loginChannelId}-`))
      faults.push(`LIFF ID ${id} does not belong to channel ${loginChannelId}`)
  }
  if (faults.length > 0) throw new Error(`line-sandbox cannot start:\n- ${faults.join('\n- ')}`)
  return {
    port,
    host: env.SANDBOX_HOST ?? '127.0.0.1',
    publicUrl: env.SANDBOX_URL?.replace(/\/+$/, ''),
    appUrl,
    webhookUrl: env.LINE_WEBHOOK_URL ?? `${appUrl}/line/webhook`,
    loginChannelId,
    loginChannelSecret: env.LINE_LOGIN_CHANNEL_SECRET ?? 'sandbox-login-channel-secret',
    liffId,
    staffLiffId,
    messagingChannelId: env.LINE_MESSAGING_CHANNEL_ID ?? '2000000002',
    channelSecret: env.LINE_CHANNEL_SECRET ?? 'sandbox-channel-secret',
    channelAccessToken: env.LINE_CHANNEL_ACCESS_TOKEN ?? 'sandbox-channel-access-token',
    accountName: env.SANDBOX_ACCOUNT_NAME ?? 'たまる',
    stateFile: env.SANDBOX_STATE_FILE,
    clockUrl: env.SANDBOX_CLOCK_URL,
    samplesDir: env.SANDBOX_SAMPLES_DIR ?? new URL('../../samples/', import.meta.url).pathname,
    redeliveryDelaysMs: [2_000, 10_000, 30_000],
  }
}
