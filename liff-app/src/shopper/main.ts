import { createApp } from 'vue'
import { toProblem } from '../api/problem.ts'
import { startLanguage } from '../ui/language.ts'
import '../ui/tokens.css'
import './base.css'
import App from './App.vue'
import { fetchPagesWhenIdle } from './frame/fetch-pages.ts'
import OpeningFailed from './frame/OpeningFailed.vue'
import { type Opened, openShopper } from './open-shopper.ts'
import { createShopperRouter } from './router.ts'
import { keepLanguage } from './settings/keep-language.ts'

if (/^\/notice\/?$/.test(location.pathname))
  void import('./open-notice.ts').then(({ openNotice }) => openNotice())
else
  start().catch((thrown: unknown) => {
    startLanguage(undefined)
    if (!(thrown instanceof Error && 'status' in thrown)) console.error(thrown)
    createApp(OpeningFailed, { thrown, problem: toProblem(thrown) }).mount('#app')
  })

async function start() {
  const opened: Opened = await openShopper()
  startLanguage(opened.language)
  // LINE shows the title in its own header.
  document.title = opened.config.campaign?.name ?? opened.config.accountName
  // The router rewrites history as soon as it is installed, so only now: liff.init has read the URL.
  const router = createShopperRouter()
  createApp(App).use(router).mount('#app')
  fetchPagesWhenIdle(router)
  keepLanguage()
  void sendWhatWaits()
}

/** What an earlier visit could not send. Its code is not part of the first screen. */
async function sendWhatWaits(): Promise<void> {
  try {
    const { startSending } = await import('./sending/use-photo-queue.ts')
    startSending()
  } catch {
    window.addEventListener('online', () => void sendWhatWaits(), { once: true })
  }
}
