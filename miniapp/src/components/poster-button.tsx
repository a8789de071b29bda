import { useState } from 'react';
import type { RouteSpec } from '@jzt/shared/contract/route';
import { asApiError, type AnyArgs, type ApiError } from '@/api';
import { openPdf } from '@/documents';
import { Button } from './button';
import { ErrorNotice } from './notice';

/** 打印海报: an A4 page with the mini-program code (CQ-27). */
export function PosterButton({
  route,
  args = {},
  name,
}: {
  route: RouteSpec & { binary: readonly string[] };
  args?: AnyArgs;
  name: string;
}) {
  const [state, setState] = useState<{ busy: boolean; error?: ApiError }>({ busy: false });
  const print = async () => {
    setState({ busy: true });
    try {
      await openPdf(route, args, `${name}海报.pdf`);
      setState({ busy: false });
    } catch (thrown) {
      setState({ busy: false, error: asApiError(thrown) });
    }
  };
  return (
    <>
      <Button kind="plain" size="small" busy={state.busy} onTap={() => void print()}>
        打印海报
      </Button>
      <ErrorNotice error={state.error} />
    </>
  );
}
