import { View } from '@tarojs/components';
import { useState } from 'react';
import type { Membership, Session } from '@jzt/shared/contract/session';
import { asApiError, switchRole, unsent, type ApiError } from '@/api';
import { ErrorNotice, Notice, Options, Sheet } from '@/components';

const nameOf = (each: Pick<Membership, 'role' | 'organisationId'>): string => `${each.role}/${each.organisationId ?? ''}`;

/** One person, several roles: chooses the one to act in. */
export function RoleSheet({ open, onClose, session }: { open: boolean; onClose: () => void; session: Session }) {
  const [error, setError] = useState<ApiError>();
  const [busy, setBusy] = useState(false);
  const waiting = unsent();
  const choose = async (name: string) => {
    const to = session.memberships.find((each) => nameOf(each) === name);
    if (!to || busy) return;
    setError(undefined);
    setBusy(true);
    try {
      await switchRole(to);
      onClose();
    } catch (thrown) {
      setError(asApiError(thrown));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Sheet open={open} onClose={onClose} title="切换身份">
      {waiting.length > 0 && (
        <Notice tone="warn" title="切换前先发送这些，发不出去的等您切换回来再发送">
          {waiting.map((label, at) => (
            <View key={at}>{label}</View>
          ))}
        </Notice>
      )}
      <Options
        options={session.memberships.map((each) => ({ value: nameOf(each), title: each.labelZh, hint: each.organisationName }))}
        value={nameOf(session)}
        onChoose={(name) => void choose(name)}
      />
      <ErrorNotice error={error} />
    </Sheet>
  );
}
