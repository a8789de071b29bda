import { useEffect, useState } from 'react';
import { studyRoutes as api } from '@jzt/shared/contract/study';
import { useQuery } from '@/hooks';
import type { SourceAddress } from './source';

const NONE: SourceAddress = { sourceKind: 'APPLICATION', sourceId: '' };

/** The course of a source. The server says once that it has just been completed (CQ-42): that word is kept until it was read. */
export function useCourse(of: SourceAddress | undefined) {
  const course = useQuery(api.course, { params: of ?? NONE }, { enabled: of !== undefined });
  const [celebrating, setCelebrating] = useState(false);
  const justCompleted = course.data?.justCompleted && !course.isOld;
  useEffect(() => {
    if (justCompleted) setCelebrating(true);
  }, [justCompleted]);
  return { course, celebrating, celebrated: () => setCelebrating(false) };
}
