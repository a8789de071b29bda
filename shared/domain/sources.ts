/**
 * What a study, an exam or a certificate comes from. Each kind has an owner that knows the person, the subject and what comes next;
 * REGISTER are certificates that existed before.
 */
export const SOURCE_KINDS = [
  'APPLICATION',
  'CONTINUING_EDUCATION',
  'POST_TRANSFER',
  'EXEMPT_CLAIM',
  'EXCHANGE',
  'FILING',
  'CERTIFICATE_SERVICE',
  'TRANSFER_IN',
  'REGISTER',
] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

export interface Source {
  kind: SourceKind;
  /** The owner's id of the case. */
  id: string;
}

/** One word for a source: a key of maps, of lists on screens and of stored tracks. */
export const sourceKey = ({ kind, id }: Source): string => `${kind}:${id}`;
/** What `sourceKey` made. */
export const sourceOfKey = (key: string): Source => {
  const [kind, id] = key.split(':');
  return { kind: kind as SourceKind, id: id! };
};
export const sameSource = (a: Source, b: Source): boolean => a.kind === b.kind && a.id === b.id;
