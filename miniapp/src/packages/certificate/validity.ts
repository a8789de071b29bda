import type { Certificate } from '@jzt/shared/contract/certificate';
import { formatDate } from '../../format';

/** From here on the days are counted: time enough to see about an extension. */
const COUNT_FROM_DAYS = 180;

/** `有效期至2029年11月20日`, with the days left when they are few. */
export function validityOf({ validTo, daysLeft }: Pick<Certificate, 'validTo' | 'daysLeft'>): string {
  if (!validTo) return '长期有效';
  if (daysLeft === 0) return `有效期至${formatDate(validTo)}，今天到期`;
  return `有效期至${formatDate(validTo)}${daysLeft !== undefined && daysLeft <= COUNT_FROM_DAYS ? `，还有${daysLeft}天` : ''}`;
}

/** Issued but not yet in use is no green light (CQ-22); every other state has the colour of its name. */
export const chipTone = ({ status }: Pick<Certificate, 'status'>): 'warn' | undefined => (status === 'ISSUED' ? 'warn' : undefined);
