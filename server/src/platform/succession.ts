/** The event that ends the old certificate, and why where its message says so. */
export interface Replacing {
  certificateId: string;
  event: 'replace' | 'voidCertificate';
  reason?: string;
}
/** The event by which the same certificate gets a new edition: number, QR and place in the wallet stay. */
export interface Renewing {
  certificateId: string;
  event: 'extend' | 'completeChange' | 'completeRecheck' | 'reissue';
  reason?: string;
}
/** How a certificate to be made stands to an older one. */
export type Succession = Replacing | Renewing;
export const isRenewing = (succession?: Succession): succession is Renewing =>
  succession !== undefined && succession.event !== 'replace' && succession.event !== 'voidCertificate';
