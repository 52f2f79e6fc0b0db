// @ts-check
import { act, post } from './api.js'
import { h, toast } from './dom.js'
import { openInAppBrowser, openMiniApp, readLiffUrl } from './mini-app.js'
import { choosePhotos, openSheet } from './sheets.js'
import { me, store } from './store.js'

/** What a tap does: LINE's actions, of messages, quick replies and rich menus alike. @param {any} action @param {{ openAccount: () => void, showKeyboard: (words?: string) => void, showMenu: (open: boolean) => void }} hands */
export async function performAction(action, hands) {
  const again = (/** @type {any} */ next) => void performAction(next, hands)
  try {
    switch (action?.type) {
      case 'uri':
        return openUri(action.uri ?? action.linkUri, hands.openAccount, again)
      case 'message':
        return await act(store.userId, { type: 'text', text: action.text })
      case 'postback':
        if (action.inputOption === 'openKeyboard') hands.showKeyboard(action.fillInText)
        if (action.inputOption === 'closeRichMenu') hands.showMenu(false)
        if (action.inputOption === 'openRichMenu') hands.showMenu(true)
        return await act(store.userId, {
          type: 'postback',
          data: action.data,
          displayText: action.displayText ?? action.text,
        })
      case 'richmenuswitch':
        await post(`/richmenu/${store.userId}`, { alias: action.richMenuAliasId })
        return await act(store.userId, {
          type: 'postback',
          data: action.data,
          params: { newRichMenuAliasId: action.richMenuAliasId, status: 'SUCCESS' },
        })
      case 'datetimepicker':
        return askMoment(action)
      case 'camera':
      case 'cameraRoll':
        return await sendPhotos(await choosePhotos({ camera: action.type === 'camera', multiple: true }))
      case 'unsend':
        return await act(store.userId, { type: 'unsend', messageId: action.messageId })
      case 'clipboard':
        await navigator.clipboard.writeText(action.clipboardText)
        return toast('コピーしました')
      default:
        toast(`サンドボックスは「${action?.type}」を知りません`)
    }
  } catch (fault) {
    toast(/** @type {Error} */ (fault).message)
  }
}

/** @param {File[]} files */
export async function sendPhotos(files) {
  for (const file of files) await post(`/images/${store.userId}`, file)
}

/** @param {string} uri @param {() => void} openAccount @param {(action: any) => void} again */
function openUri(uri, openAccount, again) {
  const liff = readLiffUrl(uri)
  if (liff) return void openMiniApp(liff.app, liff.rest, again)
  if (/^(https:\/\/line\.me\/R|line:\/)/.test(uri)) return openAccount()
  if (uri.startsWith(`${store.world.appUrl}/`)) return openInAppBrowser(uri, again)
  if (/^https?:/.test(uri)) return void window.open(uri, '_blank', 'noopener')
  toast(uri)
}

/** @param {any} action */
function askMoment(action) {
  const type = { date: 'date', time: 'time', datetime: 'datetime-local' }[String(action.mode)] ?? 'date'
  const input = h('input', {
    type,
    value: action.initial,
    min: action.min,
    max: action.max,
    'aria-label': '日時',
    required: true,
  })
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault()
    sheet.close()
    act(store.userId, { type: 'postback', data: action.data, params: { [action.mode]: input.value } }).catch(
      (/** @type {Error} */ fault) => toast(fault.message),
    )
  }
  const sheet = openSheet(action.label ?? '日時を選ぶ', [
    h('form', { class: 'moment', onsubmit: submit }, input, h('button', {}, '送信')),
  ])
}

/** @param {{ befriend: () => void }} hands */
export function openAccountSheet({ befriend }) {
  const { displayName, basicId } = store.world.account
  const is = me().friend
  const change = () => {
    sheet.close()
    if (is === 'friend')
      act(store.userId, { type: 'unfollow' }).catch((/** @type {Error} */ fault) => toast(fault.message))
    else befriend()
  }
  const sheet = openSheet('公式アカウント', [
    h(
      'div',
      { class: 'account-card' },
      h('img', { src: '/avatars/account.svg', alt: '' }),
      h('b', {}, displayName),
      h('small', {}, basicId),
      h(
        'button',
        { type: 'button', class: is === 'friend' ? 'quiet' : '', onclick: change },
        { friend: 'ブロックする', none: '友だち追加', blocked: 'ブロック解除' }[/** @type {'none'} */ (is)],
      ),
    ),
  ])
}
