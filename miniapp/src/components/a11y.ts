/** What a screen reader is told, in the words of both targets: WeChat reads `aria-role`, browsers read `role`. */
export function a11y({
  label,
  role,
  hidden,
  disabled,
  checked,
  live,
}: {
  label?: string;
  role?: string;
  hidden?: boolean;
  disabled?: boolean;
  checked?: boolean;
  live?: boolean;
}): Record<string, string | undefined> {
  const h5 = process.env.TARO_ENV === 'h5';
  return {
    'aria-label': label,
    'aria-hidden': hidden ? 'true' : undefined,
    ...(h5
      ? {
          role,
          'aria-disabled': disabled ? 'true' : undefined,
          'aria-checked': checked === undefined ? undefined : String(checked),
          'aria-live': live ? 'polite' : undefined,
        }
      : { 'aria-role': role }),
  };
}

/** What makes something answer to a computer's keys (H5): reached by Tab, pressed by Enter and the space bar; a key held down is one press. */
export function pressKeys(press: (() => void) | undefined): Record<string, unknown> {
  if (process.env.TARO_ENV !== 'h5') return {};
  return {
    tabindex: press ? '0' : '-1',
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      if (!event.repeat) press?.();
    },
  };
}
