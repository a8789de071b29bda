import { useState } from 'react';
import type { Membership, Session } from '@jzt/shared/contract/session';
import { asApiError, outbox, switchRole, type ApiError } from '@/api';
import { ErrorNotice, Notice, Options, Sheet } from '@/components';

const nameOf = (each: Pick<Membership, 'role' | 'organisationId'>): string => `${each.role}/${each.organisationId ?? ''}`;

/** One person, several roles: chooses the one to act in. */
export function RoleSheet({ open, onClose, session }: { open: boolean; onClose: () => void; session: Session }) {
  const [error, setError] = useState<ApiError>();
  const waiting = outbox.get().some((item) => !item.refused);
  const choose = async (name: string) => {
    const to = session.memberships.find((each) => nameOf(each) === name);
    if (!to) return;
    setError(undefined);
    try {
      await switchRole(to);
      onClose();
    } catch (thrown) {
      setError(asApiError(thrown));
    }
  };
  return (
    <Sheet open={open} onClose={onClose} title="切换身份">
      {waiting && <Notice tone="warn">还有内容没有发送，建议发送完再切换。</Notice>}
      <Options
        options={session.memberships.map((each) => ({ value: nameOf(each), title: each.labelZh, hint: each.organisationName }))}
        value={nameOf(session)}
        onChoose={(name) => void choose(name)}
      />
      <ErrorNotice error={error} />
    </Sheet>
  );
}
