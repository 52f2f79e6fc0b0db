import { HTTPFetchError, type LineBotClient } from '@line/bot-sdk'
import { MENU_NAME, richMenu } from './rich-menu.ts'

/**
 * Makes our rich menu the one that everybody sees, and removes our earlier ones. Does nothing where it is shown already.
 * An image belongs to its menu for ever (LINE's reference, "Rich menu"), so a changed menu is a new one; the old one is
 * shown until the new one is whole.
 */
export async function showRichMenu(
  client: LineBotClient,
  liffId: string,
  image: Uint8Array,
): Promise<'kept' | 'made'> {
  const menu = richMenu(liffId, image)
  const { richmenus } = await client.getRichMenuList()
  const ours = richmenus.filter(({ name }) => name.startsWith(MENU_NAME))
  const shownId = await findShown(client)
  if (ours.some(({ richMenuId, name }) => richMenuId === shownId && name === menu.name)) return 'kept'

  const { richMenuId } = await client.createRichMenu(menu)
  await client.setRichMenuImage(
    richMenuId,
    new Blob([image as Uint8Array<ArrayBuffer>], { type: 'image/png' }),
  )
  await client.setDefaultRichMenu(richMenuId)
  for (const earlier of ours) await client.deleteRichMenu(earlier.richMenuId)
  return 'made'
}

async function findShown(client: LineBotClient): Promise<string | null> {
  try {
    return (await client.getDefaultRichMenuId()).richMenuId
  } catch (error) {
    if (error instanceof HTTPFetchError && error.status === 404) return null
    throw error
  }
}
