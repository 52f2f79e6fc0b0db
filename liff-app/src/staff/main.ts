import { createApp } from 'vue'
import { toProblem } from '../api/problem.ts'
import { startLanguage } from '../ui/language.ts'
import '../ui/tokens.css'
import './staff.css'
import App from './App.vue'
import ClosedDoor from './frame/ClosedDoor.vue'
import { openStaff } from './open-staff.ts'
import { startPlace } from './use-place.ts'

startLanguage(undefined)
openStaff().then(
  () => {
    // Reads and later writes the URL, so only after liff.init has.
    startPlace()
    createApp(App).mount('#app')
  },
  (thrown: unknown) => {
    if (!(thrown instanceof Error && 'status' in thrown)) console.error(thrown)
    createApp(ClosedDoor, { thrown, problem: toProblem(thrown) }).mount('#app')
  },
)
