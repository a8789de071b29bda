import { useEffect, useState } from 'react';
import { studyRoutes as routesOf } from '@jzt/shared/contract/study';
import { api } from '@/api';
import { useQuery } from '@/hooks';
import type { SourceAddress } from './source';

const NONE: SourceAddress = { sourceKind: 'APPLICATION', sourceId: '' };

/** The course of a source. The server says that it has just been completed until it hears that this was shown (CQ-42). */
export function useCourse(of: SourceAddress | undefined) {
  const { sourceKind, sourceId } = of ?? NONE;
  const course = useQuery(routesOf.course, { params: { sourceKind, sourceId } }, { enabled: of !== undefined });
  const [celebrating, setCelebrating] = useState(false);
  const justCompleted = course.data?.justCompleted && !course.isOld;
  useEffect(() => {
    if (!justCompleted) return;
    setCelebrating(true);
    // Without an answer it is shown once more at the next visit, which is better than never.
    api.call(routesOf.celebrate, { params: { sourceKind, sourceId } }).catch(() => undefined);
  }, [justCompleted, sourceKind, sourceId]);
  return { course, celebrating, celebrated: () => setCelebrating(false) };
}
