import { useEffect, useState } from 'react';

/**
 * Whole seconds until `deadline` (ISO, server's clock), or undefined without one. Give `serverTime` of the same answer:
 * the phone's own clock may be wrong by hours and only measures how long ago the answer came.
 */
export function useCountdown(deadline?: string, serverTime?: string): number | undefined {
  const [left, setLeft] = useState<number>();
  useEffect(() => {
    if (!deadline) return setLeft(undefined);
    const ahead = serverTime ? Date.parse(serverTime) - Date.now() : 0;
    const tick = () => setLeft(Math.max(0, Math.ceil((Date.parse(deadline) - Date.now() - ahead) / 1000)));
    tick();
    const timer = setInterval(tick, 500);
    return () => clearInterval(timer);
  }, [deadline, serverTime]);
  return left;
}
