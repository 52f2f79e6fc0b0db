import type { messagingApi } from '@line/bot-sdk'

/** Buttons under an answer: the camera, the album, the balance. */
export function photoQuickReply(): messagingApi.QuickReply {
  return {
    items: [
      { type: 'action', action: { type: 'camera', label: 'レシートを撮る' } },
      { type: 'action', action: { type: 'cameraRoll', label: '写真を選ぶ' } },
      { type: 'action', action: { type: 'message', label: 'ポイント', text: 'ポイント' } },
    ],
  }
}
