import { certificateRoutes } from './packages/certificate/routes';

/** H5: `/v/<code>` in a certificate's QR opens the verify page. Runs before the router reads the address. */
export function openedByLink(): void {
  if (process.env.TARO_ENV !== 'h5') return;
  const [, code] = /^\/v\/([^/?#]+)/.exec(window.location.pathname) ?? [];
  if (code) window.history.replaceState(null, '', `/${certificateRoutes.verify.path}?code=${code}`);
}

/**
 * The code of a certificate from whatever a scanner read: our link `…/v/<code>`, or the bare code. Undefined: it leads elsewhere —
 * cloned government sites are the real fraud, so the caller says so instead of following it.
 */
export function verifyCodeOf(scanned: string): string | undefined {
  const text = scanned.trim();
  const [, linked] = /^https?:\/\/[^/]+\/v\/([^/?#]+)/.exec(text) ?? [];
  if (linked) return decodeURIComponent(linked);
  return /^[\w.~-]{16,600}$/.test(text) ? text : undefined;
}
