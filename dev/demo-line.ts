/** The channel that exists nowhere but in the LINE sandbox. No secret: anybody may know it. */
export const DEMO_LINE = {
  LINE_LOGIN_CHANNEL_ID: '2000000001',
  LINE_LOGIN_CHANNEL_SECRET: 'sandbox-login-channel-secret',
  LINE_CHANNEL_SECRET: 'sandbox-channel-secret',
  LINE_CHANNEL_ACCESS_TOKEN: 'sandbox-channel-access-token',
  LINE_LIFF_ID: '2000000001-tamaruAP',
  LINE_STAFF_LIFF_ID: '2000000001-tamaruST',
}

/** With what the demo's invented contacts are sealed. No secret either. */
export const DEMO_CONTACT_KEY = 'dGhpcyBpcyBubyBzZWNyZXQgb2YgYW55Ym9keSBhdCA='

/** With which the demo's sample shop calls the API. No secret either. */
export const DEMO_MEMBER_SITE_KEY = 'this-is-no-secret-the-sample-shop-has-it'
