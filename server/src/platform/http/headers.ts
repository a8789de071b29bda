/** What a browser may do with anything that comes from here: only its own scripts run, nobody frames it, nothing is sent elsewhere. */
const ALWAYS = {
  'Content-Security-Policy': [
    "default-src 'self'",
    // A chosen photo is read from the browser's own memory before it is sent.
    "connect-src 'self' blob:",
    // Taro's components bring their styles as elements.
    "style-src 'self' 'unsafe-inline'",
    "font-src 'self' data:",
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(self), geolocation=(), microphone=(), payment=()',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

/** Headers of every answer; behind TLS the browser is told to stay there. */
export const headersFor = (publicBaseUrl: string): Record<string, string> => ({
  ...ALWAYS,
  ...(publicBaseUrl.startsWith('https:') && { 'Strict-Transport-Security': 'max-age=31536000; includeSubDomains' }),
});
