import { SOURCE_KINDS, type Source, type SourceKind } from '@jzt/shared/domain/sources';

/** What a course belongs to, as it stands in addresses of pages and of the server. */
export type SourceAddress = { sourceKind: SourceKind; sourceId: string };

export const addressOf = ({ kind, id }: Source): SourceAddress => ({ sourceKind: kind, sourceId: id });

/** The source that a page was opened for; undefined where its address names none that this version knows. */
export function addressIn({ sourceKind, sourceId }: { sourceKind?: string; sourceId?: string }): SourceAddress | undefined {
  const kind = SOURCE_KINDS.find((one) => one === sourceKind);
  return kind && sourceId ? { sourceKind: kind, sourceId } : undefined;
}
