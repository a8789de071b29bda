import type { Source, SourceKind } from '@jzt/shared/domain/sources';
import { Schema } from 'mongoose';

/** A source inside a document. */
export const sourceSchema = new Schema<Source>({ kind: String, id: String }, { _id: false });

/** The filter for what comes from this source. */
export const bySource = ({ kind, id }: Source): { 'source.kind': SourceKind; 'source.id': string } => ({
  'source.kind': kind,
  'source.id': id,
});
