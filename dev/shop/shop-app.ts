import { Hono } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { randomBytes } from 'node:crypto'
import type { createLineLogin } from './line-login.ts'
import { readMembers, type Member } from './members.ts'
import { loginPage, memberPage } from './pages.ts'
import type { createTamaru } from './tamaru.ts'

/** What the shop remembers of one browser. */
interface Session {
  member?: Member
  /** A login with LINE that is under way. */
  login?: { state: string; nonce: string }
  /** Who logged in with LINE, until it is known which member they are. */
  line?: { idToken: string; sub: string }
}

const COOKIE = 'shop_session'
const newSecret = () => randomBytes(32).toString('base64url')

/** A brand's site with members: linked from the mini-app, or by logging in with LINE here. Keeps everything in memory. */
export function createShop({
  tamaru,
  line,
}: {
  tamaru: ReturnType<typeof createTamaru>
  line: ReturnType<typeof createLineLogin>
}) {
  const members = readMembers()
  const samples = [...members.values()].slice(0, 5)
  const sessions = new Map<string, Session>()
  /** Which member a LINE account is, as the shop knows it. */
  const numberOfLine = new Map<string, string>()
  const app = new Hono<{ Variables: { session: Session } }>()

  app.use(async (c, next) => {
    const id = getCookie(c, COOKIE) ?? ''
    const session = sessions.get(id) ?? {}
    c.set('session', session)
    await next()
    if (sessions.has(id) || Object.keys(session).length === 0) return
    const newId = newSecret()
    sessions.set(newId, session)
    setCookie(c, COOKIE, newId, { httpOnly: true, sameSite: 'Lax', path: '/' })
  })
  // What another site has a browser send is not of the person's doing.
  app.post('*', async (c, next) => {
    const site = c.req.header('sec-fetch-site')
    return site && site !== 'same-origin' ? c.text('Forbidden', 403) : next()
  })

  app.get('/', (c) => {
    const { member, line: fromLine } = c.var.session
    return c.html(member ? memberPage(member) : loginPage({ samples, fromLine: fromLine !== undefined }))
  })
  // Here the mini-app sends people, with LINE's token for the link.
  app.get('/line', (c) => c.html(loginPage({ samples, linkToken: c.req.query('linkToken') })))

  app.post('/login', async (c) => {
    const { number = '', birthYear, linkToken } = (await c.req.parseBody()) as Record<string, string>
    const member = members.get(number.replace(/[\s-]/g, ''))
    if (!member || member.birthYear !== birthYear?.trim()) {
      const notice = '会員番号か生まれた年が違います。'
      return c.html(
        loginPage({ samples, linkToken, notice, fromLine: c.var.session.line !== undefined }),
        401,
      )
    }
    c.var.session.member = member
    if (linkToken) {
      const answer = await tamaru.nonce(linkToken, member.number)
      return 'ok' in answer ? c.redirect(answer.ok.url) : c.html(memberPage(member, answer.refused), 409)
    }
    return c.html(memberPage(member, await linkPending(c.var.session)))
  })

  app.post('/line-login', (c) => {
    c.var.session.login = { state: newSecret(), nonce: newSecret() }
    return c.redirect(line.beginUrl(c.var.session.login))
  })
  app.get('/callback', async (c) => {
    const { session } = c.var
    const { code, state } = c.req.query()
    const begun = session.login
    delete session.login
    const isOurs = begun !== undefined && state === begun.state
    const person = isOurs && code ? await line.trade(code, begun.nonce) : undefined
    if (!person) {
      const notice = 'LINEでログインできませんでした。もう一度お試しください。'
      return c.html(session.member ? memberPage(session.member, notice) : loginPage({ samples, notice }), 401)
    }
    session.line = person
    session.member ??= members.get(numberOfLine.get(person.sub) ?? '')
    if (!session.member) return c.redirect('/')
    return c.html(memberPage(session.member, await linkPending(session)))
  })

  app.post('/unlink', async (c) => {
    const { member } = c.var.session
    if (!member) return c.redirect('/')
    const answer = await tamaru.unlink(member.number)
    if ('ok' in answer)
      for (const [sub, number] of numberOfLine) if (number === member.number) numberOfLine.delete(sub)
    return c.html(memberPage(member, 'ok' in answer ? 'LINEとのつながりを解きました。' : answer.refused))
  })
  app.post('/logout', (c) => {
    for (const kept of ['member', 'line', 'login'] as const) delete c.var.session[kept]
    return c.redirect('/')
  })
  return app

  /** Links whoever came by LINE with the member who is logged in; returns what to say of it. */
  async function linkPending(session: Session): Promise<string | undefined> {
    const { member, line: person } = session
    delete session.line
    if (!member || !person) return undefined
    const answer = await tamaru.link(person.idToken, member.number)
    if ('refused' in answer) return answer.refused
    numberOfLine.set(person.sub, member.number)
    return answer.ok.isNew ? 'LINEとつながりました。' : undefined
  }
}
