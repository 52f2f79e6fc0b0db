import type { messagingApi } from '@line/bot-sdk'
import { createHash } from 'node:crypto'
import { liffUrl } from '../messages/flex.ts'

const [WIDTH, HEIGHT] = [2500, 843]
/** Where the columns of the image end (dev/rich-menu/menu.html). */
const COLUMNS = [1220, 1860, WIDTH]

/** Our menus begin so. Those of other programs, and of LINE's manager, are left alone. */
export const MENU_NAME = 'tamaru '

/**
 * The menu under the chat: the camera, the point card, and a question that the account answers with what can be done
 * here. Its name tells its content, image included, so that a menu that has changed is known by its name.
 */
export function richMenu(liffId: string, image: Uint8Array): messagingApi.RichMenuRequest {
  const menu = {
    size: { width: WIDTH, height: HEIGHT },
    selected: true,
    chatBarText: 'メニュー',
    areas: [
      { type: 'uri', label: 'レシートを撮る', uri: liffUrl(liffId) } as const,
      { type: 'uri', label: 'ポイントカード', uri: liffUrl(liffId, '/points') } as const,
      { type: 'message', label: '使い方', text: '使い方' } as const,
    ].map((action, column) => ({ bounds: columnBounds(column), action })),
  }
  const content = createHash('sha256').update(JSON.stringify(menu)).update(image).digest('hex')
  return { ...menu, name: MENU_NAME + content.slice(0, 12) }
}

function columnBounds(column: number): messagingApi.RichMenuBounds {
  const x = COLUMNS[column - 1] ?? 0
  return { x, y: 0, width: COLUMNS[column]! - x, height: HEIGHT }
}
