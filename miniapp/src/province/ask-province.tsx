import { useEffect, useState } from 'react';
import type { ApiError } from '@/api';
import { Button, StateBlock } from '@/components';
import { useHere } from '.';
import { ProvinceSheet } from './province-sheet';

export const isProvinceRequired = (error: ApiError | undefined): boolean => error?.code === 'PROVINCE_REQUIRED';

/** In the place of what needs a province: the list is there by itself, once; then the button leads to it. What is chosen reads the page anew. */
export function AskProvince() {
  const here = useHere();
  // One that was chosen as a guest, or scanned, is on its way to the server.
  const [open, setOpen] = useState(!here?.unsent);
  return (
    <>
      <StateBlock
        kind="empty"
        title="请先选择在哪个省办理"
        hint="各省能办的业务不同。选一次就记住，以后在首页上方可以更换。"
        action={<Button onTap={() => setOpen(true)}>选择省份</Button>}
      />
      <ProvinceSheet open={open} onClose={() => setOpen(false)} />
    </>
  );
}

/** For an act that was refused because no province is known: the list comes, and the act goes on with what is chosen. */
export function ProvinceForAct({ error, ...rest }: { error?: ApiError } & Pick<Parameters<typeof ProvinceSheet>[0], 'among' | 'onChoose'>) {
  const [open, setOpen] = useState(false);
  useEffect(() => setOpen(isProvinceRequired(error)), [error]);
  return <ProvinceSheet open={open} onClose={() => setOpen(false)} why={error?.messageZh} {...rest} />;
}
