import type { SandboxOptions } from '../options.ts'

export type LiffApp = { liffId: string; name: string; endpointUrl: string }

/** The LIFF apps that this channel has: one for shoppers, one for staff. */
export function liffApps(options: SandboxOptions): LiffApp[] {
  return [
    { liffId: options.liffId, name: options.accountName, endpointUrl: `${options.appUrl}/` },
    {
      liffId: options.staffLiffId,
      name: `${options.accountName} スタッフ`,
      endpointUrl: `${options.appUrl}/staff`,
    },
  ]
}

export const findLiffApp = (options: SandboxOptions, liffId: string | undefined) =>
  liffApps(options).find((app) => app.liffId === liffId)

/**
 * Where a LIFF URL leads first. LINE packs the path and query behind the LIFF ID into `liff.state`
 * on the endpoint URL; `liff.init()` there goes on to the page itself.
 */
export function primaryRedirectUrl(app: LiffApp, rest: string): string {
  const url = new URL(app.endpointUrl)
  if (rest !== '' && rest !== '/') url.searchParams.set('liff.state', rest)
  return url.href
}

/** What `liff.getContext()` rests on. The SDK reads only the payload of this token. */
export function contextToken(app: LiffApp): string {
  const unavailable = { permission: false, minVer: '99.0.0' }
  const context = {
    type: 'external',
    liffId: app.liffId,
    endpointUrl: app.endpointUrl,
    permanentLinkPattern: 'concat',
    viewType: 'full',
    scope: ['openid', 'profile'],
    availability: {
      shareTargetPicker: unavailable,
      multipleLiffTransition: unavailable,
      subwindowOpen: unavailable,
      scanCodeV2: unavailable,
      skipChannelVerificationScreen: unavailable,
      addToHomeV2: unavailable,
    },
    menuColorSetting: { adaptableColorSchemes: ['light', 'dark'] },
    miniDomainAllowed: false,
  }
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  return `${part({ typ: 'JWT', alg: 'none' })}.${part(context)}.`
}
