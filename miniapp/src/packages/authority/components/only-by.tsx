import { ROLE_LABELS, type Role } from '@jzt/shared/domain/roles';
import { Notice } from '@/components';

/** Why there is no button: the step is another officer's. */
export const OnlyBy = ({ role, act }: { role: Role; act: string }) => (
  <Notice tone="note">{`${act}由${ROLE_LABELS[role]}办理，您现在的身份可以查看。`}</Notice>
);
