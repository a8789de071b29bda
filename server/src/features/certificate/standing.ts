import { certificate as machine } from '@jzt/shared/workflow/machines/certificate';
import { trusted } from '../../platform/database';
import type { Replacing } from '../../platform/succession';
import { CertificateModel, type Certificate } from './certificate.model';

const GONE: Record<Replacing['event'], Certificate['status']> = { replace: 'REPLACED', voidCertificate: 'VOIDED' };

/**
 * Certificates as they stand. One write brings the new certificate into being and by that ends the one it replaces, whose own document follows
 * a little later: whoever reads it meanwhile must not take it for standing (HN-09, CQ-43).
 */
export async function asTheyStand(found: Certificate[]): Promise<Certificate[]> {
  if (!found.length) return found;
  const ids = found.map((one) => one._id.toHexString());
  const successors = await CertificateModel.find({ 'replaces.certificateId': trusted({ $in: ids }) } as never, { replaces: 1 }).lean<
    Pick<Certificate, 'replaces'>[]
  >();
  const ended = new Map(successors.map(({ replaces }) => [replaces!.certificateId, GONE[replaces!.event]]));
  // One that had come to its own end before stays what it was.
  return found.map((one) =>
    machine.terminal.includes(one.status) ? one : { ...one, status: ended.get(one._id.toHexString()) ?? one.status },
  );
}
