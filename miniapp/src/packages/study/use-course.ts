import { useEffect, useState } from 'react';
import { studyRoutes as api } from '@jzt/shared/contract/study';
import { useQuery } from '@/hooks';

/** The course of an application. The server says once that it has just been completed (CQ-42): that word is kept until it was read. */
export function useCourse(applicationId: string | undefined) {
  const course = useQuery(api.course, { params: { applicationId: applicationId ?? '' } }, { enabled: Boolean(applicationId) });
  const [celebrating, setCelebrating] = useState(false);
  const justCompleted = course.data?.justCompleted && !course.isOld;
  useEffect(() => {
    if (justCompleted) setCelebrating(true);
  }, [justCompleted]);
  return { course, celebrating, celebrated: () => setCelebrating(false) };
}
