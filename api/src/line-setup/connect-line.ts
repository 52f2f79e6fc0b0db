import { LineBotClient } from '@line/bot-sdk'
import { readFile } from 'node:fs/promises'
import type { Env } from '../env.ts'
import { pointWebhook, type WebhookState } from './point-webhook.ts'
import { showRichMenu } from './show-rich-menu.ts'

const IMAGE = new URL('../../assets/rich-menu.png', import.meta.url)

export type ConnectionEnv = Pick<
  Env,
  'PUBLIC_URL' | 'LINE_API_URL' | 'LINE_DATA_API_URL' | 'LINE_CHANNEL_ACCESS_TOKEN' | 'LINE_LIFF_ID'
>

export interface Connection {
  /** The official account behind the token, to see that it is the one that was meant. */
  account: string
  richMenu: 'kept' | 'made'
  webhook: WebhookState
}

/**
 * Gives a channel what it needs on LINE's side: the rich menu, and the webhook. Running it again changes nothing that
 * is right already. Throws the SDK's HTTPFetchError where LINE refuses.
 */
export async function connectLine(env: ConnectionEnv): Promise<Connection> {
  const client = LineBotClient.fromChannelAccessToken({
    channelAccessToken: env.LINE_CHANNEL_ACCESS_TOKEN,
    apiBaseURL: env.LINE_API_URL,
    dataApiBaseURL: env.LINE_DATA_API_URL,
  })
  const { displayName, basicId } = await client.getBotInfo()
  return {
    account: `${displayName} (${basicId})`,
    richMenu: await showRichMenu(client, env.LINE_LIFF_ID, await readFile(IMAGE)),
    webhook: await pointWebhook(client, env.PUBLIC_URL),
  }
}
