import type { CertificateServiceName } from '@jzt/shared/contract/certificateService';
import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import type { Role } from '@jzt/shared/domain/roles';
import mongoose, { Schema, type Types } from 'mongoose';

/** An assessment base is asked to do one business of one certificate in the name of its holder's enterprise (JS-08); asked again, the newest request counts. */
export interface Agency {
  _id: Types.ObjectId;
  baseId: string;
  certificateId: string;
  jurisdiction: Jurisdiction;
  personId: string;
  /** And nothing else. */
  service: CertificateServiceName;
  /** In whose name: the request stands as long as this one employs the holder. */
  enterpriseId: string;
  askedBy: { role: Role; personId: string };
  askedAt: Date;
}

export const AgencyModel = mongoose.model<Agency>(
  'Agency',
  new Schema<Agency>(
    {
      baseId: String,
      certificateId: String,
      jurisdiction: String,
      personId: String,
      service: String,
      enterpriseId: String,
      askedBy: new Schema<Agency['askedBy']>({ role: String, personId: String } as never, { _id: false }),
      askedAt: Date,
    } as never,
    { collection: 'agencies', versionKey: false },
  ),
);
