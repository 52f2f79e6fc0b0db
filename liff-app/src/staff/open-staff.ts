import type { Right } from '@tamaru/domain'
import { shallowRef } from 'vue'
import type { StaffView } from '../api/staff-views.ts'
import { onSessionEnd, request, requestOnce } from '../api/request.ts'
import { loginMark } from '../line/login-mark.ts'
import { openLiff, type OpenedLiff } from '../line/open-liff.ts'
import { type Credential, logIn, openSession } from '../line/open-session.ts'

const staff = shallowRef<StaffView>()
const accountName = shallowRef('')
let line: OpenedLiff | undefined

/** Configuration, LIFF, session. Somebody without a role is refused with `forbidden` and their LINE user ID. */
export async function openStaff(): Promise<void> {
  const config = await requestOnce('GET', '/api/config')
  accountName.value = config.accountName
  line = await openLiff(config.staffLiffId)
  await openStaffSession()
  onSessionEnd(openStaffSession)
}

export async function logInToLine(): Promise<void> {
  if (line) return logIn(line, loginMark, location.href)
  // LIFF itself did not start. The next visit may ask for a login by itself again.
  loginMark.set(undefined)
  location.reload()
}

export async function signOut(): Promise<void> {
  await request('DELETE', '/api/staff/session')
  if (line && !line.isInClient()) line.logout()
  location.assign('/staff')
}

export function useStaff() {
  return {
    staff: () => staff.value!,
    accountName: () => accountName.value,
    /** Whether this person has a right. The API asks again. */
    may: (right: Right) => staff.value?.rights.includes(right) ?? false,
  }
}

async function openStaffSession(): Promise<void> {
  const trade = (json: Credential) => requestOnce('POST', '/api/staff/session', { json })
  const session = await openSession(line!, trade, {
    mark: loginMark,
    here: location.href,
  })
  staff.value = session.staff
}
